import type { Model } from '../models/schema.ts';
import { isObject, own, ownString, tryParseJson, without, type Json, type JsonObject } from './json.ts';
import { draft04, draft2020, fromDraft04, malformedKeywords, type DescriptionVersion } from './schema-dialect.ts';
import { mapSchema } from './schema-walk.ts';

const modelReferencePattern =
  /^(?:#\/models\/|https:\/\/apigateway\.amazonaws\.com\/restapis\/[^/]+\/models\/)([^/#]+)$/;

/** Writes the schemas of an API's models for one version of OpenAPI. */
export class SchemaExporter {
  readonly #version: DescriptionVersion;
  readonly #base: string;

  constructor(version: DescriptionVersion) {
    this.#version = version;
    this.#base = version === '2.0' ? '#/definitions/' : '#/components/schemas/';
  }

  /** A reference to a model, for a place that takes a schema. */
  reference(modelName: string): JsonObject {
    return { $ref: this.#base + modelName };
  }

  /** All models by name. What a schema cannot say of its model stands in `x-sluice-model`. */
  schemas(models: readonly Model[]): JsonObject {
    return Object.fromEntries(models.map((model) => [model.name, this.#model(model)]));
  }

  /** A schema that stands inline, such as a parameter's. `localBase` is where its own `#/definitions` are found. */
  inline(schema: Json, localBase = ''): Json {
    return mapSchema(schema, { pointer: '', root: '' }, (node) => this.#node(node, localBase));
  }

  #model(model: Model): JsonObject {
    const parsed = tryParseJson(model.schema);
    const settings: JsonObject = {};
    if (model.contentType !== 'application/json') settings.contentType = model.contentType;
    if (!isObject(parsed))
      return { 'x-sluice-model': { ...settings, schema: model.schema, description: model.description } };
    const described = ownString(parsed, 'description')?.slice(0, 1024) ?? null;
    if (model.description !== described) settings.description = model.description;
    const exported = this.inline(this.#withDialect(parsed), this.#base + model.name);
    if (!isObject(exported)) return {};
    return Object.keys(settings).length > 0 ? { ...exported, 'x-sluice-model': settings } : exported;
  }

  /** In 3.1 a schema is 2020-12 unless it says otherwise; a model is draft-04 unless it says otherwise. */
  #withDialect(schema: JsonObject): JsonObject {
    const declared = own(schema, '$schema');
    if (this.#version !== '3.1') return declared === undefined ? schema : without(schema, ['$schema']);
    if (declared === draft2020) return without(schema, ['$schema']);
    return declared === undefined ? { $schema: draft04, ...schema } : schema;
  }

  #node(node: JsonObject, localBase: string): JsonObject {
    const reference = own(node, '$ref');
    if (typeof reference === 'string') {
      const $ref = this.#resolve(reference, localBase);
      return this.#version === '3.1' ? { ...node, $ref } : { $ref };
    }
    const mapping = isObject(node.discriminator) ? own(node.discriminator, 'mapping') : undefined;
    const mapped = isObject(mapping)
      ? {
          ...node,
          discriminator: { ...(node.discriminator as JsonObject), mapping: this.#mapping(mapping, localBase) },
        }
      : node;
    return this.#version === '3.1' ? mapped : fromDraft04(mapped, this.#version);
  }

  #mapping(mapping: JsonObject, localBase: string): JsonObject {
    return Object.fromEntries(
      Object.entries(mapping).map(([value, target]) => [
        value,
        typeof target === 'string' && /^#\/(models|definitions|\$defs)\//.test(target)
          ? this.#resolve(target, localBase)
          : target,
      ]),
    );
  }

  #resolve(reference: string, localBase: string): string {
    const model = modelReferencePattern.exec(reference)?.[1];
    if (model !== undefined) return this.#base + model;
    return reference.startsWith('#') ? localBase + reference.slice(1) : reference;
  }
}

/** True when an import reads the schema without finding fault with it. */
export function isWellFormed(schema: Json): boolean {
  if (!isObject(schema)) return typeof schema === 'boolean';
  let wellFormed = true;
  mapSchema(schema, { pointer: '', root: '' }, (node) => {
    wellFormed &&= malformedKeywords(node).length === 0 && !Object.hasOwn(node, 'x-sluice-model');
    return node;
  });
  return wellFormed;
}
