import { childPointer } from '../openapi/pointer.ts';

export type ProblemCode =
  | 'absent-condition-key'
  | 'ambiguous-path'
  | 'api-key-without-source'
  | 'bad-authorizer'
  | 'bad-mapping'
  | 'bad-model'
  | 'bad-policy'
  | 'bad-regex'
  | 'bad-template'
  | 'bad-uri'
  | 'broken-tree'
  | 'cors-conflict'
  | 'duplicate-response'
  | 'duplicate-route'
  | 'integration-not-supported'
  | 'literal-policy-variable'
  | 'method-without-integration'
  | 'no-default-response'
  | 'no-methods'
  | 'reserved-header'
  | 'undeclared-parameter'
  | 'unknown-authorizer'
  | 'unknown-method-response'
  | 'unknown-model'
  | 'unknown-path-parameter'
  | 'unknown-validator'
  | 'wrong-authorizer';

/** One thing that is wrong with a design: an error keeps it from being deployed, a warning does not. */
export type Problem = {
  level: 'error' | 'warning';
  code: ProblemCode;
  /** For people: what is wrong and what to do about it. */
  message: string;
  /** RFC 6901 JSON Pointer into the design in its canonical order. */
  pointer: string;
  resourceId?: string;
  httpMethod?: string;
};

/** Collects problems below one place of the design. */
export class ProblemList {
  readonly problems: Problem[];
  readonly #pointer: string;
  readonly #method: Pick<Problem, 'resourceId' | 'httpMethod'>;

  constructor(problems: Problem[] = [], pointer = '', method: Pick<Problem, 'resourceId' | 'httpMethod'> = {}) {
    this.problems = problems;
    this.#pointer = pointer;
    this.#method = method;
  }

  at(...tokens: (string | number)[]): ProblemList {
    return new ProblemList(this.problems, childPointer(this.#pointer, ...tokens), this.#method);
  }

  /** The same list, for problems of one method. */
  ofMethod(resourceId: string, httpMethod: string): ProblemList {
    return new ProblemList(this.problems, this.#pointer, { resourceId, httpMethod });
  }

  error(code: ProblemCode, message: string): void {
    this.problems.push({ level: 'error', code, message, pointer: this.#pointer, ...this.#method });
  }

  warn(code: ProblemCode, message: string): void {
    this.problems.push({ level: 'warning', code, message, pointer: this.#pointer, ...this.#method });
  }
}
