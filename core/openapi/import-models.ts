import { modelReference, modelSchemaMaxLength, type Model } from '../models/schema.ts';
import { isObject, own, ownObject, ownString, without, type Json, type JsonObject } from './json.ts';
import { alphanumeric, nameFromPointer, UniqueNames } from './model-names.ts';
import { childPointer } from './pointer.ts';
import type { Located, References } from './references.ts';
import type { ReportBuilder } from './report.ts';
import { draft04, draft2020, malformedKeywords, mendExclusiveBounds, toDraft04 } from './schema-dialect.ts';
import type { DescriptionVersion } from './schema-dialect.ts';
import { mapSchema, type SchemaPlace } from './schema-walk.ts';

/** A model before it has an id. */
export type ImportedModel = Omit<Model, 'id'>;

/**
 * Turns schemas of a description into named models. Each place in the document becomes at most one model, whatever refers
 * to it, so cyclic references end in model references and nothing is ever expanded.
 */
export class ModelImporter {
  readonly #references: References;
  readonly #report: ReportBuilder;
  readonly #version: DescriptionVersion;
  readonly #names = new UniqueNames();
  readonly #nameByPointer = new Map<string, string>();
  readonly #toBuild: Located[] = [];
  readonly #models: ImportedModel[] = [];
  /** From the outermost schema of a value to the schemas that `$ref` applies to the same value. */
  readonly #sameValue = new Map<string, Set<string>>();
  #emptyName: string | null = null;

  constructor(document: JsonObject, version: DescriptionVersion, references: References, report: ReportBuilder) {
    this.#references = references;
    this.#report = report;
    this.#version = version;
    const base = version === '2.0' ? '/definitions' : '/components/schemas';
    const schemas = references.at(base);
    if (!isObject(schemas)) return;
    // Names that need no change come first, so that they are the ones to keep theirs.
    const names = Object.keys(schemas);
    for (const name of [...names.filter(isPlain), ...names.filter((name) => !isPlain(name))]) {
      const pointer = childPointer(base, name);
      const taken = this.#register({ pointer, value: schemas[name] ?? null }, alphanumeric(name));
      if (alphanumeric(name) !== taken) {
        const message = `The schema ${JSON.stringify(name)} became the model ${taken}: its name without other characters is taken or empty.`;
        report.warn('renamed-model', pointer, message);
      } else if (taken !== name) {
        report.info(
          'renamed-model',
          pointer,
          'Model names have letters and digits only; other characters of schema names are left out.',
        );
      }
    }
  }

  /** The name of the model for the schema at `pointer`; `suggestion` names it when it has no name of its own. */
  modelFor(schema: Json | undefined, pointer: string, suggestion: string): string | null {
    if (schema === undefined || schema === true || (isObject(schema) && Object.keys(schema).length === 0)) {
      return this.#empty();
    }
    if (
      isObject(schema) &&
      Object.hasOwn(schema, '$ref') &&
      (this.#version !== '3.1' || Object.keys(schema).length === 1)
    ) {
      const target = this.#references.target(schema.$ref ?? null, childPointer(pointer, '$ref'));
      return target === null ? null : this.#nameOfTarget(target);
    }
    const inComponents = !pointer.startsWith('/paths/');
    return this.#nameAt({ pointer, value: schema }, inComponents ? nameFromPointer(pointer) : suggestion);
  }

  /** A schema with its references turned into model references, for a place that holds schemas inline. */
  inline(schema: Json, pointer: string): Json {
    return this.#convert(schema, pointer);
  }

  /** All models, by name. Builds what has been asked for, and what that refers to in turn. */
  models(): ImportedModel[] {
    for (let schema = this.#toBuild.pop(); schema; schema = this.#toBuild.pop()) this.#build(schema);
    this.#reportEndlessSchemas();
    if (this.#emptyName !== null) {
      this.#models.push({ name: this.#emptyName, description: null, contentType: 'application/json', schema: '{}' });
      this.#emptyName = null;
    }
    return this.#models.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** AWS API Gateway's model for content of which nothing is known. */
  #empty(): string {
    if (this.#emptyName !== null) return this.#emptyName;
    for (const pointer of ['/components/schemas/Empty', '/definitions/Empty']) {
      const schema = this.#references.at(pointer);
      if (isObject(schema) && Object.keys(schema).length === 0) return this.#nameOfTarget(pointer);
    }
    this.#emptyName = this.#names.take('Empty', 'Empty');
    return this.#emptyName;
  }

  #register(schema: Located, wanted: string): string {
    const name = this.#names.take(wanted, 'Model');
    this.#nameByPointer.set(schema.pointer, name);
    this.#toBuild.push(schema);
    return name;
  }

  #nameAt(schema: Located, suggestion: string): string {
    return this.#nameByPointer.get(schema.pointer) ?? this.#register(schema, suggestion);
  }

  /** The name of what a reference leads to; the reference was found to lead somewhere. */
  #nameOfTarget(pointer: string): string {
    return this.#nameAt({ pointer, value: this.#references.at(pointer) ?? null }, nameFromPointer(pointer));
  }

  #build({ pointer, value: source }: Located): void {
    const name = this.#nameByPointer.get(pointer) ?? 'Model';
    if (!isObject(source) && typeof source !== 'boolean') {
      this.#report.error('wrong-type', pointer, 'A schema must be an object.');
      return;
    }
    const settings = isObject(source) ? ownObject(source, 'x-sluice-model') : undefined;
    const rawText = settings && ownString(settings, 'schema');
    const converted = rawText === undefined ? this.#convert(source, pointer) : {};
    const schema = this.#withDialect(isObject(converted) ? without(converted, ['x-sluice-model']) : converted);
    let text = rawText ?? JSON.stringify(schema, null, 2);
    if (rawText === undefined && text.length > modelSchemaMaxLength) text = JSON.stringify(schema);
    if (text.length > modelSchemaMaxLength) {
      const message = `A schema is longer than ${modelSchemaMaxLength} characters; its model accepts anything.`;
      this.#report.warn('truncated', pointer, message);
      text = '{}';
    }
    const described = isObject(schema) ? (ownString(schema, 'description')?.slice(0, 1024) ?? null) : null;
    const own = settings && Object.hasOwn(settings, 'description') ? settings.description : described;
    this.#models.push({
      name,
      description: typeof own === 'string' ? own.slice(0, 1024) : null,
      contentType: (settings && ownString(settings, 'contentType')) || 'application/json',
      schema: text,
    });
  }

  /** Models are draft-04 unless they say otherwise, so that a 3.1 schema must say it is 2020-12. */
  #withDialect(schema: Json): Json {
    if (this.#version !== '3.1') return schema;
    const object = isObject(schema) ? schema : schema === false ? { not: {} } : {};
    const declared = own(object, '$schema');
    if (declared === draft04) return without(object, ['$schema']);
    return declared === undefined ? { $schema: draft2020, ...object } : object;
  }

  #convert(schema: Json, base: string): Json {
    const isDraft04 = isObject(schema) && own(schema, '$schema') === draft04;
    return mapSchema(schema, { pointer: base, root: base }, (node, place) =>
      this.#convertNode(node, place, base, isDraft04),
    );
  }

  #convertNode(node: JsonObject, place: SchemaPlace, base: string, isDraft04: boolean): JsonObject {
    this.#report.spend(1 + Object.keys(node).length);
    const reference = own(node, '$ref');
    if (reference !== undefined) {
      const $ref = this.#reference(reference, place, base);
      if (this.#version === '3.1') return { ...node, $ref };
      if (Object.keys(node).length > 1) {
        this.#report.info(
          'reference-siblings',
          place.pointer,
          'Members beside a $ref in a schema are ignored, as its version says.',
        );
      }
      return { $ref };
    }
    let result = isDraft04 ? node : mendExclusiveBounds(node, this.#version);
    for (const keyword of malformedKeywords(result)) {
      // Swagger 2.0 marks a response that is a file so; it says nothing about the bytes.
      const isFile = keyword === 'type' && this.#version === '2.0' && result.type === 'file';
      if (!isFile) {
        const message = `The schema keyword "${keyword}" has a value it cannot have: ${shown(result[keyword])}.`;
        this.#report.error('invalid-value', childPointer(place.pointer, keyword), message);
      }
      result = without(result, [keyword]);
    }
    for (const [keyword, value] of Object.entries(result)) {
      if (!isStrayReference(keyword, value, this.#version)) continue;
      const message = `"${keyword}" of a schema is not carried where it holds references.`;
      this.#report.info('field-not-carried', childPointer(place.pointer, keyword), message);
      result = without(result, [keyword]);
    }
    if (Object.hasOwn(result, '$dynamicRef') || Object.hasOwn(result, '$recursiveRef')) {
      this.#report.warn('field-not-carried', place.pointer, 'Dynamic references of schemas are not followed.');
    }
    const mapping = isObject(result.discriminator) ? ownObject(result.discriminator, 'mapping') : undefined;
    if (isObject(result.discriminator) && mapping) {
      result = { ...result, discriminator: { ...result.discriminator, mapping: this.#mapping(mapping, place, base) } };
    }
    return this.#version === '3.1' ? result : toDraft04(result, this.#version);
  }

  #mapping(mapping: JsonObject, place: SchemaPlace, base: string): JsonObject {
    const pointer = childPointer(place.pointer, 'discriminator', 'mapping');
    return Object.fromEntries(
      Object.entries(mapping).map(([value, target]) => {
        if (typeof target !== 'string' || !target.startsWith('#/')) return [value, target];
        if (this.#references.at(target.slice(1)) === undefined) {
          const message = 'A discriminator maps to a schema that does not exist.';
          this.#report.warn('unresolved-reference', childPointer(pointer, value), message);
          return [value, target];
        }
        return [value, this.#reference(target, { pointer: childPointer(pointer, value), root: pointer }, base)];
      }),
    );
  }

  #reference(reference: Json, place: SchemaPlace, base: string): string {
    const target = this.#references.target(reference, childPointer(place.pointer, '$ref'));
    if (target === null) return '#';
    const edges = this.#sameValue.get(place.root);
    if (edges) edges.add(target);
    else this.#sameValue.set(place.root, new Set([target]));
    const local = target.startsWith(`${base}/`) ? target.slice(base.length) : '';
    if (/^\/(definitions|\$defs)\/[^/]+$/.test(local)) return `#${local}`;
    return modelReference(this.#nameOfTarget(target));
  }

  /** A schema that applies itself to the same value never ends when a value is checked against it. */
  #reportEndlessSchemas(): void {
    const finished = new Set<string>();
    for (const start of this.#sameValue.keys()) {
      const path = new Set<string>();
      const stack: { pointer: string; next: Iterator<string> }[] = [];
      const enter = (pointer: string) => {
        path.add(pointer);
        stack.push({ pointer, next: (this.#sameValue.get(pointer) ?? new Set<string>()).values() });
      };
      if (!finished.has(start)) enter(start);
      for (let frame = stack.at(-1); frame; frame = stack.at(-1)) {
        const { value: target, done } = frame.next.next();
        if (done) {
          path.delete(frame.pointer);
          finished.add(frame.pointer);
          stack.pop();
        } else if (path.has(target)) {
          this.#report.error(
            'cyclic-reference',
            target,
            'The schema refers to itself without going through a property or item.',
          );
        } else if (!finished.has(target)) {
          enter(target);
        }
      }
    }
  }
}

/**
 * True for what descriptions write beside the standard and nobody could follow in a model: vendor extensions (and, before
 * 3.1, `examples`) that hold a `$ref`, and a `$ref` in the place of an example.
 */
function isStrayReference(keyword: string, value: Json, version: DescriptionVersion): boolean {
  if (keyword === 'example') return isObject(value) && typeof value.$ref === 'string';
  return (keyword.startsWith('x-') || (keyword === 'examples' && version !== '3.1')) && holdsReference(value);
}

function holdsReference(value: Json): boolean {
  if (Array.isArray(value)) return value.some(holdsReference);
  return isObject(value) && (typeof value.$ref === 'string' || Object.values(value).some(holdsReference));
}

function isPlain(name: string): boolean {
  return alphanumeric(name) === name;
}

function shown(value: Json | undefined): string {
  const text = JSON.stringify(value) ?? '';
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
