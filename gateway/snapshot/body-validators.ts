import type { Ajv, Options, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import AjvDraft4 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { linearRegex } from '#core/mapping/linear-regex.ts';
import { canonicalJson } from '#core/snapshot/hash.ts';

/** Says what is wrong with a parsed JSON body, or null when it is valid. */
export type BodyValidator = (body: unknown) => string | null;

/** Deepest nesting of a model's schema. */
const maxSchemaDepth = 100;

type Dialect = 'draft-04' | '2020-12';

/** A model's schema as a document of its own. */
type ModelDocument = {
  dialect: Dialect;
  schema: object | boolean;
  /** Other models that it refers to. */
  references: ReadonlySet<string>;
};

/**
 * Compiles the models of one snapshot, each when it is first asked for. Schemas come from an API's author and bodies from
 * anyone, so patterns run on a linear-time engine, `uniqueItems` is checked in linear time, and nothing is fetched: a
 * reference that leads out of the snapshot does not compile.
 */
export class BodyValidators {
  private readonly models: Readonly<Record<string, unknown>>;
  private readonly documents = new Map<string, ModelDocument>();
  private readonly engines = new Map<Dialect, Ajv>();
  private readonly compiled = new Map<string, BodyValidator>();

  /** @param models model name to JSON Schema, with references to other models as `#/models/{name}` */
  constructor(models: Readonly<Record<string, unknown>>) {
    this.models = models;
  }

  /** @throws Error when there is no such model or its schema does not compile */
  validator(modelName: string): BodyValidator {
    let validator = this.compiled.get(modelName);
    if (!validator) this.compiled.set(modelName, (validator = this.compile(modelName)));
    return validator;
  }

  private compile(modelName: string): BodyValidator {
    const engine = this.engine(this.document(modelName).dialect);
    this.addWithReferences(engine, modelName);
    const validate = engine.compile({ $ref: modelUri(modelName) });
    return (body) => explain(validate, body);
  }

  private addWithReferences(engine: Ajv, modelName: string): void {
    const waiting = [modelName];
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      if (engine.schemas[modelUri(name)]) continue;
      const { schema, references } = this.document(name);
      engine.addSchema(schema, modelUri(name));
      waiting.push(...references);
    }
  }

  private document(modelName: string): ModelDocument {
    let document = this.documents.get(modelName);
    if (!document) {
      if (!Object.hasOwn(this.models, modelName)) throw new Error(`There is no model ${modelName}.`);
      document = documentOf(modelName, this.models[modelName]);
      this.documents.set(modelName, document);
    }
    return document;
  }

  private engine(dialect: Dialect): Ajv {
    let engine = this.engines.get(dialect);
    if (!engine) this.engines.set(dialect, (engine = createEngine(dialect)));
    return engine;
  }
}

function modelUri(name: string): string {
  return `sluice://models/${encodeURIComponent(name)}`;
}

function createEngine(dialect: Dialect): Ajv {
  const options: Options = {
    strict: false,
    logger: false,
    allErrors: false,
    addUsedSchema: false,
    code: { regExp: Object.assign(linearRegExp, { code: 'linearRegExp' }) },
  };
  const engine: Ajv = dialect === 'draft-04' ? new AjvDraft4(options) : new Ajv2020(options);
  addFormats.default(engine, { mode: 'fast' });
  engine.removeKeyword('uniqueItems');
  engine.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    validate: (wanted: boolean, items: unknown[]) => !wanted || hasUniqueItems(items),
  });
  return engine;
}

function linearRegExp(pattern: string): { test(text: string): boolean } {
  const regex = linearRegex(pattern);
  return { test: (text) => regex.finds(text) };
}

/** Ajv's own check compares every pair, which a caller could make take minutes. */
function hasUniqueItems(items: unknown[]): boolean {
  return new Set(items.map(canonicalJson)).size === items.length;
}

function explain(validate: ValidateFunction, body: unknown): string | null {
  try {
    if (validate(body)) return null;
  } catch (error) {
    // A recursive schema follows the body's nesting with its own recursion.
    if (error instanceof RangeError) return 'The body is nested too deeply.';
    throw error;
  }
  const [first] = validate.errors ?? [];
  if (!first) return 'The body does not match its model.';
  return `${first.instancePath || 'The body'} ${first.message ?? 'does not match its model'}`;
}

/** References to other models become absolute; the schema's own identity is dropped. */
function documentOf(name: string, schema: unknown): ModelDocument {
  const references = new Set<string>();
  if (typeof schema === 'boolean') return { dialect: '2020-12', schema, references };
  if (schema === null || typeof schema !== 'object' || Array.isArray(schema)) {
    throw new Error(`Model ${name} is not a JSON Schema.`);
  }
  const dialect = '$schema' in schema && /20(?:19-09|20-12)/.test(String(schema.$schema)) ? '2020-12' : 'draft-04';
  const absolute = absoluteReferences(schema, references, 0) as Record<string, unknown>;
  const { $schema: _dialect, $id: _id, id, ...rest } = absolute;
  // `id` is the document's name only when it is text; otherwise it belongs to the author.
  return { dialect, schema: typeof id === 'string' || id === undefined ? rest : { ...rest, id }, references };
}

function absoluteReferences(value: unknown, references: Set<string>, depth: number): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (depth > maxSchemaDepth) throw new Error(`A model is nested deeper than ${maxSchemaDepth} levels.`);
  if (Array.isArray(value)) return value.map((item) => absoluteReferences(item, references, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      if (key !== '$ref' || typeof member !== 'string') return [key, absoluteReferences(member, references, depth + 1)];
      const other = /^#\/models\/([^/]+)(\/.*)?$/.exec(member);
      if (!other) return [key, member];
      references.add(other[1] ?? '');
      return [key, `${modelUri(other[1] ?? '')}#${other[2] ?? ''}`];
    }),
  );
}
