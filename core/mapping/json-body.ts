import { JsonSyntaxError, parseJson } from './json.ts';
import { evaluateJsonPath } from './jsonpath/evaluate.ts';
import type { JsonPath } from './jsonpath/ast.ts';
import type { Charge, Value } from './value.ts';

/** A body that is parsed as JSON at most once, when a path first asks for a part of it. */
export class JsonBody {
  readonly text: string;
  private parsed: { value: Value } | null = null;

  constructor(text: string) {
    this.text = text;
  }

  /**
   * What the path leads to, undefined when it leads nowhere.
   *
   * @throws JsonSyntaxError when the body begins as JSON and is not, MappingError when `charge` had enough.
   */
  at(path: JsonPath, charge: Charge): Value | undefined {
    if (!this.parsed) {
      charge(1 + (this.text.length >> 6));
      this.parsed = { value: parseBody(this.text) };
    }
    return evaluateJsonPath(path, this.parsed.value, charge);
  }
}

/**
 * A body that does not begin as JSON does is one text, as to AWS API Gateway's parser: a template may split what a form posts,
 * as the Serverless Framework's does.
 */
function parseBody(text: string): Value {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonSyntaxError && !/^\s*[[\]{}:"']/.test(text)) return text.trim();
    throw error;
  }
}
