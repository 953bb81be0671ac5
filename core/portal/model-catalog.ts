import type { Model } from '../models/schema.ts';
import { pointerTokens } from '../openapi/pointer.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** A schema and the model document it stands in: a reference such as `#/definitions/Tag` is relative to that document. */
export type SchemaAt = {
  schema: JsonSchema;
  /** The model whose text holds the schema. */
  document: string;
  /** Names the place: equal for equal places, so that a walk knows that it came back. */
  place: string;
  /** The name that people know the schema by: of the model, or of the definition. */
  name: string | null;
};

/** References that follow each other before one gives up: a chain this long is a cycle or a mistake. */
const maxReferenceChain = 32;

const modelReferencePattern =
  /^(?:#\/models\/|https:\/\/apigateway\.amazonaws\.com\/restapis\/[^/]+\/models\/)([^/]+)$/;

/** The models of a design, parsed when first asked for, with their references resolved one step at a time. */
export class ModelCatalog {
  readonly #models: ReadonlyMap<string, Model>;
  readonly #documents = new Map<string, JsonSchema | null>();

  constructor(models: readonly Model[]) {
    this.#models = new Map(models.map((model) => [model.name, model]));
  }

  /** The schema of a model, or null when there is no such model or its text is no JSON object. */
  model(name: string): SchemaAt | null {
    const schema = this.#document(name);
    return schema && { schema, document: name, place: `${name}#`, name };
  }

  /** Follows `$ref` until a schema without one; null when it leads nowhere. */
  resolve(at: SchemaAt): SchemaAt | null {
    let current: SchemaAt | null = at;
    for (let step = 0; current && step < maxReferenceChain; step += 1) {
      const reference: unknown = memberOf(current.schema, '$ref');
      if (typeof reference !== 'string') return current;
      current = this.#follow(reference, current.document);
    }
    return null;
  }

  /** A schema that stands inside another one, such as a property. Null when it is no schema. */
  child(parent: SchemaAt, schema: unknown, path: string): SchemaAt | null {
    if (!isSchema(schema)) return null;
    return { schema, document: parent.document, place: `${parent.place}/${path}`, name: null };
  }

  #follow(reference: string, document: string): SchemaAt | null {
    const modelName = modelReferencePattern.exec(reference)?.[1];
    if (modelName !== undefined) return this.model(modelName);
    if (!reference.startsWith('#')) return null;
    const root = this.model(document);
    if (!root || reference === '#') return root;
    const steps = pointerTokens(decodeFragment(reference.slice(1)));
    let value: unknown = root.schema;
    for (const step of steps) value = typeof value === 'object' && value !== null ? memberOf(value, step) : undefined;
    return isSchema(value)
      ? { schema: value, document, place: `${document}${reference}`, name: steps.at(-1) ?? document }
      : null;
  }

  #document(name: string): JsonSchema | null {
    let parsed = this.#documents.get(name);
    if (parsed === undefined) {
      parsed = parseSchema(this.#models.get(name)?.schema);
      this.#documents.set(name, parsed);
    }
    return parsed;
  }
}

/** An own member: what a hostile schema calls `constructor` or `__proto__` is only a name. */
export function memberOf(value: object, name: string): unknown {
  return Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}

export function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseSchema(text: string | undefined): JsonSchema | null {
  if (text === undefined) return null;
  try {
    const parsed: unknown = JSON.parse(text);
    return isSchema(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

/** RFC 6901, section 6: a pointer in a URI fragment is percent-encoded. A malformed escape is taken as it stands. */
function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
