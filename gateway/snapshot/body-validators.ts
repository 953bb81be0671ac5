import { dialectOf } from '#core/models/json-schema/registry.ts';
import { SchemaDocuments, type SchemaValidator } from '#core/models/json-schema/validator.ts';

/**
 * Says what is wrong with a parsed JSON body, in sentences; none when it is valid.
 * @param bytes size of the body
 */
export type BodyValidator = SchemaValidator;

/** Deepest nesting of a model's schema. */
const maxSchemaDepth = 100;

/** A model's schema as a document of its own. */
type ModelDocument = {
  schema: Record<string, unknown> | boolean;
  /** Other models that it refers to. */
  references: ReadonlySet<string>;
};

/**
 * Compiles the models of one snapshot, each when it is first asked for. Schemas come from an API's author and bodies from
 * anyone, so patterns run on a linear-time engine, every validation has a budget of steps, no code is generated, and
 * nothing is fetched: a reference that leads out of the snapshot does not compile.
 */
export class BodyValidators {
  private readonly models: Readonly<Record<string, unknown>>;
  private readonly documents = new SchemaDocuments();
  private readonly added = new Set<string>();
  private readonly compiled = new Map<string, BodyValidator>();

  /** @param models model name to JSON Schema, with references to other models as `#/models/{name}` */
  constructor(models: Readonly<Record<string, unknown>>) {
    this.models = models;
  }

  /** @throws Error when there is no such model or its schema does not compile */
  validator(modelName: string): BodyValidator {
    let validator = this.compiled.get(modelName);
    if (!validator) {
      this.addWithReferences(modelName);
      this.compiled.set(modelName, (validator = this.documents.validator(modelUri(modelName))));
    }
    return validator;
  }

  private addWithReferences(modelName: string): void {
    const waiting = [modelName];
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      if (this.added.has(name)) continue;
      if (!Object.hasOwn(this.models, name)) throw new Error(`There is no model ${name}.`);
      const { schema, references } = documentOf(name, this.models[name]);
      this.documents.add(modelUri(name), schema, dialectOf(this.models[name]));
      this.added.add(name);
      waiting.push(...references);
    }
  }
}

function modelUri(name: string): string {
  return `sluice://models/${encodeURIComponent(name)}`;
}

/** References to other models become absolute; the schema's own identity is dropped. */
function documentOf(name: string, schema: unknown): ModelDocument {
  const references = new Set<string>();
  if (typeof schema === 'boolean') return { schema, references };
  if (schema === null || typeof schema !== 'object' || Array.isArray(schema)) {
    throw new Error(`Model ${name} is not a JSON Schema.`);
  }
  const absolute = absoluteReferences(schema, references, 0) as Record<string, unknown>;
  const { $schema: _dialect, $id: _id, id, ...rest } = absolute;
  // `id` is the document's name only when it is text; otherwise it belongs to the author.
  return { schema: typeof id === 'string' || id === undefined ? rest : { ...rest, id }, references };
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
