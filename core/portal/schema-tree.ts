import { type JsonSchema, type ModelCatalog, type SchemaAt, isSchema, memberOf } from './model-catalog.ts';
import type { SchemaNode, SchemaProperty } from './reference-document.ts';

/** Bounds of one tree: deeper or larger, a reader is better served by the downloaded description. */
const maxDepth = 8;
const maxNodes = 400;
const maxValues = 50;

/** The tree of a schema. Never throws: what cannot be followed ends in a node that says so. */
export function schemaTree(catalog: ModelCatalog, root: SchemaAt): SchemaNode {
  let nodes = 0;

  function build(at: SchemaAt, above: readonly string[]): SchemaNode {
    nodes += 1;
    const resolved = catalog.resolve(at);
    if (!resolved) return ending(at, 'missing');
    if (above.includes(resolved.place)) return ending(resolved, 'recursive');
    if (above.length >= maxDepth || nodes > maxNodes) return ending(resolved, 'deep');
    const path = [...above, resolved.place];
    const merged = mergeAllOf(catalog, resolved);
    const childOf = (part: SchemaPart, name: string) => {
      const child = catalog.child(part.at, part.schema, name);
      return child && build(child, path);
    };
    const properties = [...merged.properties].flatMap(([name, part]): SchemaProperty[] => {
      const node = childOf(part, `properties/${name}`);
      return node ? [{ name, required: merged.required.has(name), node }] : [];
    });
    const items = merged.items && childOf(merged.items, 'items');
    const choices = merged.choices.flatMap((part, index) => childOf(part, `choices/${index}`) ?? []);
    return {
      type: typeText(resolved.schema, { merged, items }),
      name: resolved.name,
      description: merged.description ?? (resolved === at ? null : descriptionOf(at.schema)),
      constraints: constraintsOf(resolved.schema),
      values: valuesOf(resolved.schema),
      deprecated: memberOf(resolved.schema, 'deprecated') === true,
      properties,
      items,
      choices,
      ends: null,
    };
  }

  return build(root, []);
}

type SchemaPart = { at: SchemaAt; schema: unknown };

export type MergedSchema = {
  properties: Map<string, SchemaPart>;
  required: Set<string>;
  /** Array element or map value. */
  items: SchemaPart | null;
  isMap: boolean;
  choices: SchemaPart[];
  choiceKind: 'one of' | 'any of' | null;
  description: string | null;
  types: string[];
};

/** Members of one merge: an `allOf` that nests or repeats beyond this is taken as far as it goes. */
const maxMergedMembers = 100;

/** One object out of a resolved schema and everything that its `allOf` adds. */
export function mergeAllOf(catalog: ModelCatalog, resolved: SchemaAt): MergedSchema {
  const merged: MergedSchema = {
    properties: new Map(),
    required: new Set(),
    items: null,
    isMap: false,
    choices: [],
    choiceKind: null,
    description: null,
    types: [],
  };
  const queue = [resolved];
  const seen = new Set<string>();
  for (let at = queue.shift(); at && seen.size < maxMergedMembers; at = queue.shift()) {
    if (seen.has(at.place)) continue;
    seen.add(at.place);
    addTo(merged, at);
    for (const [index, member] of listOf(at.schema, 'allOf').entries()) {
      const child = catalog.child(at, member, `allOf/${index}`);
      const next = child && catalog.resolve(child);
      if (next) queue.push(next);
    }
  }
  return merged;
}

function addTo(merged: MergedSchema, at: SchemaAt): void {
  const { schema } = at;
  const properties = memberOf(schema, 'properties');
  if (isSchema(properties)) {
    for (const [name, property] of Object.entries(properties)) {
      if (!merged.properties.has(name)) merged.properties.set(name, { at, schema: property });
    }
  }
  for (const name of listOf(schema, 'required')) if (typeof name === 'string') merged.required.add(name);
  const items = memberOf(schema, 'items');
  const values = memberOf(schema, 'additionalProperties');
  if (isSchema(items)) merged.items ??= { at, schema: items };
  else if (isSchema(values)) {
    merged.items ??= { at, schema: values };
    merged.isMap = true;
  }
  for (const [keyword, kind] of [
    ['oneOf', 'one of'],
    ['anyOf', 'any of'],
  ] as const) {
    const members = listOf(schema, keyword);
    if (members.length === 0 || merged.choices.length > 0) continue;
    merged.choices = members.map((member) => ({ at, schema: member }));
    merged.choiceKind = kind;
  }
  merged.description ??= descriptionOf(schema);
  merged.types.push(...typesOf(schema).filter((type) => !merged.types.includes(type)));
}

/** The types that a schema names, in its order; none when it leaves the type open. */
export function typesOf(schema: JsonSchema): string[] {
  const type = memberOf(schema, 'type');
  return [type].flat().filter((entry) => typeof entry === 'string');
}

export function listOf(schema: JsonSchema, keyword: string): unknown[] {
  const value = memberOf(schema, keyword);
  return Array.isArray(value) ? value : [];
}

function typeText(schema: JsonSchema, shape: { merged: MergedSchema; items: SchemaNode | null }): string {
  const { merged, items } = shape;
  if (merged.choiceKind && merged.properties.size === 0) return merged.choiceKind;
  const types = merged.types.map((type) => {
    if (type === 'array' && items) return `array of ${items.name ?? items.type}`;
    if (type === 'object' && merged.isMap && merged.properties.size === 0 && items) {
      return `map of ${items.name ?? items.type}`;
    }
    return type;
  });
  if (types.length > 0) return types.join(' or ');
  if (merged.properties.size > 0) return 'object';
  if (items) return merged.isMap ? `map of ${items.name ?? items.type}` : `array of ${items.name ?? items.type}`;
  return valuesOf(schema).length > 0 ? 'value' : 'any';
}

const bounds = [
  ['format', (value) => `format: ${value}`],
  ['pattern', (value) => `pattern: ${value}`],
  ['minimum', (value) => `at least ${value}`],
  ['maximum', (value) => `at most ${value}`],
  ['multipleOf', (value) => `multiple of ${value}`],
  ['minLength', (value) => `at least ${value} characters`],
  ['maxLength', (value) => `at most ${value} characters`],
  ['minItems', (value) => `at least ${value} items`],
  ['maxItems', (value) => `at most ${value} items`],
] as const satisfies readonly [string, (value: string | number) => string][];

function constraintsOf(schema: JsonSchema): string[] {
  const constraints: string[] = [];
  for (const [keyword, say] of bounds) {
    const value = memberOf(schema, keyword);
    if (typeof value === 'string' || typeof value === 'number') constraints.push(say(value));
  }
  const fallback = memberOf(schema, 'default');
  if (fallback !== undefined) constraints.push(`default: ${JSON.stringify(fallback)}`);
  if (memberOf(schema, 'uniqueItems') === true) constraints.push('each item once');
  if (memberOf(schema, 'nullable') === true) constraints.push('may be null');
  if (memberOf(schema, 'readOnly') === true) constraints.push('read only');
  if (memberOf(schema, 'writeOnly') === true) constraints.push('write only');
  return constraints;
}

function valuesOf(schema: JsonSchema): string[] {
  const constant = memberOf(schema, 'const');
  const values = constant === undefined ? listOf(schema, 'enum') : [constant];
  return values.slice(0, maxValues).map((value) => JSON.stringify(value));
}

function descriptionOf(schema: JsonSchema): string | null {
  const description = memberOf(schema, 'description');
  return typeof description === 'string' && description.trim() !== '' ? description : null;
}

function ending(at: SchemaAt, ends: NonNullable<SchemaNode['ends']>): SchemaNode {
  return {
    type: typesOf(at.schema).join(' or ') || 'any',
    name: at.name,
    description: descriptionOf(at.schema),
    constraints: [],
    values: [],
    deprecated: false,
    properties: [],
    items: null,
    choices: [],
    ends,
  };
}
