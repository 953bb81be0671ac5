import type { Model } from '../models/schema.ts';
import { unknownType } from './ir.ts';
import type { NamedType, PrimitiveName, Property, Type } from './ir.ts';

type Schema = { readonly [keyword: string]: unknown };

const maxDepth = 40;
const nullType: Type = { kind: 'primitive', name: 'null' };
const awsReference = /^https:\/\/apigateway\.amazonaws\.com\/restapis\/[^/]+\/models\/([A-Za-z0-9]+)$/;
const localReference = /^#\/(?:definitions|\$defs)\/([^/]+)$/;

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member of a schema; inherited ones, such as `constructor`, do not count. */
function member(schema: Schema, keyword: string): unknown {
  return Object.hasOwn(schema, keyword) ? schema[keyword] : undefined;
}

/** A text member, or null. */
export function textMember(schema: Schema, keyword: string): string | null {
  const value = member(schema, keyword);
  return typeof value === 'string' && value !== '' ? value : null;
}

/**
 * Turns JSON Schemas (draft-04 and 2020-12, with OpenAPI's `nullable`) into types. References stay references, so cyclic
 * models are fine; what has no type in a program, such as `not`, is left out.
 */
export class SchemaTypes {
  private readonly models: ReadonlySet<string>;
  private readonly hoisted = new Map<string, NamedType>();
  /** Definitions still to be converted: a chain of them must not become a chain of calls. */
  private readonly pending: (() => void)[] = [];
  private readonly names: Set<string>;

  constructor(models: readonly Model[]) {
    this.models = new Set(models.map(({ name }) => name));
    this.names = new Set(this.models);
  }

  /** The models as named types, with the definitions inside them. */
  named(models: readonly Model[]): NamedType[] {
    const types = models.map((model) => {
      const schema = parseSchema(model.schema);
      const description = model.description ?? (isSchema(schema) ? textMember(schema, 'description') : null);
      return {
        name: model.name,
        type: this.convert(schema, { model: model.name, root: schema, depth: 0 }),
        description,
      };
    });
    for (let convert = this.pending.pop(); convert; convert = this.pending.pop()) convert();
    return [...types, ...this.hoisted.values()];
  }

  /** The type of a model by name; unknown for a name that the API does not have. */
  reference(model: string): Type {
    return this.models.has(model) ? { kind: 'named', name: model } : unknownType;
  }

  /** The type of a schema that stands alone, such as a parameter's. */
  inline(schema: unknown): Type {
    return this.convert(schema, { model: null, root: schema, depth: 0 });
  }

  private convert(schema: unknown, place: Place): Type {
    if (!isSchema(schema) || place.depth > maxDepth) return unknownType;
    const inner = { ...place, depth: place.depth + 1 };
    const reference = member(schema, '$ref');
    if (typeof reference === 'string') return this.follow(reference, inner);
    const type = this.withoutNull(schema, inner);
    return allowsNull(schema) ? nullable(type) : type;
  }

  private follow(reference: string, place: Place): Type {
    const model = /^#\/models\/([A-Za-z0-9]+)$/.exec(reference)?.[1] ?? awsReference.exec(reference)?.[1];
    if (model !== undefined) return this.reference(model);
    if (reference === '#' && place.model !== null) return this.reference(place.model);
    const local = localReference.exec(reference)?.[1];
    if (local === undefined || place.model === null || !isSchema(place.root)) return unknownType;
    const definitions = member(place.root, reference.startsWith('#/$defs') ? '$defs' : 'definitions');
    const name = decodeToken(local);
    if (!isSchema(definitions) || !Object.hasOwn(definitions, name)) return unknownType;
    return { kind: 'named', name: this.hoist(place, name, definitions[name]) };
  }

  /** A definition inside a model as a named type of its own. */
  private hoist(place: Place, definition: string, schema: unknown): string {
    const key = JSON.stringify([place.model, definition]);
    const known = this.hoisted.get(key);
    if (known) return known.name;
    let name = `${place.model}${definition}`;
    for (let number = 2; this.names.has(name); number += 1) name = `${place.model}${definition}${number}`;
    this.names.add(name);
    const type: NamedType = {
      name,
      type: unknownType,
      description: isSchema(schema) ? textMember(schema, 'description') : null,
    };
    this.hoisted.set(key, type);
    this.pending.push(() => {
      type.type = this.convert(schema, { ...place, depth: 0 });
    });
    return name;
  }

  private withoutNull(schema: Schema, place: Place): Type {
    if (Object.hasOwn(schema, 'const')) return literal(schema.const);
    const values = member(schema, 'enum');
    if (Array.isArray(values)) return enumType(values.filter((value) => value !== null));
    const parts: Type[] = [];
    const own = this.ownType(schema, place);
    if (own !== null) parts.push(own);
    const all = member(schema, 'allOf');
    if (Array.isArray(all)) for (const part of all) parts.push(this.convert(part, place));
    for (const keyword of ['oneOf', 'anyOf'] as const) {
      const variants = member(schema, keyword);
      if (Array.isArray(variants)) parts.push(union(variants.map((variant) => this.convert(variant, place))));
    }
    return intersection(parts);
  }

  private ownType(schema: Schema, place: Place): Type | null {
    const declared = member(schema, 'type');
    if (Array.isArray(declared)) {
      const names = declared.filter((name) => name !== 'null');
      return names.length === 0 ? nullType : union(names.map((name) => this.typed(name, schema, place)));
    }
    if (typeof declared === 'string') return declared === 'null' ? nullType : this.typed(declared, schema, place);
    if (isSchema(member(schema, 'properties')) || isSchema(member(schema, 'additionalProperties')))
      return this.typed('object', schema, place);
    return member(schema, 'items') === undefined ? null : this.typed('array', schema, place);
  }

  private typed(name: unknown, schema: Schema, place: Place): Type {
    if (name === 'object') return this.objectType(schema, place);
    if (name === 'array') return { kind: 'array', items: this.itemsType(schema, place) };
    const primitive = primitiveName(name, textMember(schema, 'format'));
    return primitive === null ? unknownType : { kind: 'primitive', name: primitive };
  }

  private itemsType(schema: Schema, place: Place): Type {
    const items = member(schema, 'items');
    const tuple = Array.isArray(items) ? items : member(schema, 'prefixItems');
    if (Array.isArray(tuple)) return union(tuple.map((item) => this.convert(item, place)));
    return this.convert(items, place);
  }

  private objectType(schema: Schema, place: Place): Type {
    const properties = member(schema, 'properties');
    const free = member(schema, 'additionalProperties');
    const additional = isSchema(free) ? this.convert(free, place) : null;
    if (!isSchema(properties) || Object.keys(properties).length === 0)
      return { kind: 'map', values: additional ?? unknownType };
    const required = member(schema, 'required');
    const names: unknown[] = Array.isArray(required) ? required : [];
    return {
      kind: 'object',
      properties: Object.entries(properties).map(([name, property]) =>
        this.property(name, property, names.includes(name), place),
      ),
      additional: additional ?? (free === true ? unknownType : null),
    };
  }

  private property(name: string, schema: unknown, required: boolean, place: Place): Property {
    const flags = isSchema(schema) ? schema : {};
    return {
      name,
      type: this.convert(schema, place),
      required,
      readOnly: member(flags, 'readOnly') === true,
      description: textMember(flags, 'description'),
      deprecated: member(flags, 'deprecated') === true,
    };
  }
}

type Place = { model: string | null; root: unknown; depth: number };

function parseSchema(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function decodeToken(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}

function allowsNull(schema: Schema): boolean {
  const type = member(schema, 'type');
  const values = member(schema, 'enum');
  if (type === 'null' || (Array.isArray(type) && type.includes('null'))) return true;
  return member(schema, 'nullable') === true || (Array.isArray(values) && values.includes(null));
}

function primitiveName(type: unknown, format: string | null): PrimitiveName | null {
  if (type === 'boolean' || type === 'number') return type;
  if (type === 'integer') return format === 'int64' ? 'int64' : 'integer';
  if (type === 'file') return 'binary';
  if (type !== 'string') return null;
  if (format === 'binary') return 'binary';
  return format === 'date-time' ? 'dateTime' : format === 'date' ? 'date' : 'string';
}

function literal(value: unknown): Type {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return { kind: 'literal', value };
  return value === null ? nullType : unknownType;
}

/** One value is a constant, as OpenAPI 3.0 writes it; several of one kind are an open enum. */
function enumType(values: unknown[]): Type {
  if (values.length === 0) return nullType;
  if (values.length === 1) return literal(values[0]);
  if (values.every((value) => typeof value === 'string'))
    return { kind: 'enum', base: 'string', values: [...new Set(values)] };
  if (values.every((value) => typeof value === 'number'))
    return { kind: 'enum', base: 'number', values: [...new Set(values)] };
  return union(values.map(literal));
}

function isPrimitive(type: Type, name: PrimitiveName): boolean {
  return type.kind === 'primitive' && type.name === name;
}

function nullable(type: Type): Type {
  if (type.kind === 'nullable' || isPrimitive(type, 'null')) return type;
  return isPrimitive(type, 'unknown') ? type : { kind: 'nullable', type };
}

/** Equal variants count once, null becomes nullable, and with something unknown among them nothing is known. */
export function union(variants: Type[]): Type {
  const flat = variants.flatMap((variant) => (variant.kind === 'union' ? variant.variants : [variant]));
  if (flat.length === 0 || flat.some((variant) => isPrimitive(variant, 'unknown'))) return unknownType;
  const plain = flat
    .map((variant) => (variant.kind === 'nullable' ? variant.type : variant))
    .filter((variant) => !isPrimitive(variant, 'null'));
  const distinct = [...new Map(plain.map((variant) => [JSON.stringify(variant), variant])).values()];
  const [only] = distinct;
  if (!only) return nullType;
  const type: Type = distinct.length === 1 ? only : { kind: 'union', variants: distinct };
  const hasNull = flat.some((variant) => variant.kind === 'nullable' || isPrimitive(variant, 'null'));
  return hasNull ? nullable(type) : type;
}

function intersection(parts: Type[]): Type {
  const known = parts.filter((part) => !isPrimitive(part, 'unknown'));
  const distinct = [...new Map(known.map((part) => [JSON.stringify(part), part])).values()];
  const [only] = distinct;
  if (!only) return unknownType;
  return distinct.length === 1 ? only : { kind: 'intersection', parts: distinct };
}
