import { SchemaCompiler } from './compile.ts';
import { SchemaRegistry, dialectOf } from './registry.ts';
import type { Dialect } from './registry.ts';
import { ValidationBudgetExceeded } from './run.ts';
import type { Check, Run, SchemaNode } from './run.ts';

/**
 * Says what is wrong with a parsed JSON value, in sentences of the shape that AWS API Gateway writes; none when it is valid.
 * @param bytes size of the value as JSON, from which follows how much work its validation may take
 */
export type SchemaValidator = (value: unknown, bytes?: number) => string[];

/** Steps that every validation may take, and more for every byte of the value. */
const baseSteps = 500_000;
const stepsPerByte = 4;

/** Schema documents that may refer to each other by URI. Nothing else is ever read. */
export class SchemaDocuments {
  private readonly registry = new SchemaRegistry();
  private readonly compiler = new SchemaCompiler(this.registry);

  /**
   * Adds a document under its URI, in the dialect that its `$schema` names.
   * @throws Error when it nests too deeply
   */
  add(uri: string, schema: SchemaNode, dialect: Dialect = dialectOf(schema)): void {
    this.registry.add(uri, schema, dialect);
  }

  /** @throws Error when a reference leads nowhere, MappingError when a pattern is not valid */
  validator(uri: string): SchemaValidator {
    const document = this.registry.resolve(uri, uri, 'draft-04');
    return validate(this.compiler.compile(document));
  }
}

function validate(check: Check): SchemaValidator {
  return (value, bytes = 0) => {
    const errors: string[] = [];
    const run: Run = { errors, steps: baseSteps + bytes * stepsPerByte, scope: null };
    try {
      if (check(value, run, null)) return [];
    } catch (error) {
      if (error instanceof ValidationBudgetExceeded) return [error.message];
      // A recursive schema follows the value's nesting with its own recursion.
      if (error instanceof RangeError) return ['The body is nested too deeply.'];
      throw error;
    }
    return errors.length > 0 ? errors : ['The body does not match its model.'];
  };
}
