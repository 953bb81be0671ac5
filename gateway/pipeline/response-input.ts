import type { JsonBody } from '#core/mapping/json-body.ts';
import type { ParameterInput } from '#core/mapping/parameter-source.ts';

const none: readonly string[] = [];

/** An integration's answer as response parameter mappings read it. */
export class ResponseInput implements ParameterInput {
  readonly body: JsonBody;
  readonly context: Readonly<Record<string, unknown>>;
  readonly stageVariables: Readonly<Record<string, string>>;
  private readonly rawHeaders: readonly string[];

  constructor(
    rawHeaders: readonly string[],
    body: JsonBody,
    context: Readonly<Record<string, unknown>>,
    stageVariables: Readonly<Record<string, string>>,
  ) {
    this.rawHeaders = rawHeaders;
    this.body = body;
    this.context = context;
    this.stageVariables = stageVariables;
  }

  header(name: string): readonly string[] {
    const wanted = name.toLowerCase();
    return this.rawHeaders.filter((_, i) => i % 2 === 1 && this.rawHeaders[i - 1]?.toLowerCase() === wanted);
  }

  querystring(): readonly string[] {
    return none;
  }

  path(): undefined {
    return undefined;
  }
}
