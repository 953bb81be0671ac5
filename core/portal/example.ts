import { type ModelCatalog, type SchemaAt, memberOf } from './model-catalog.ts';
import { listOf, mergeAllOf, typesOf } from './schema-tree.ts';

/** Bounds of one example: it shows the shape, it is not a fixture. */
const maxDepth = 6;
const maxValues = 200;

const stringByFormat: Readonly<Record<string, string>> = {
  'date-time': '2026-01-15T09:30:00Z',
  date: '2026-01-15',
  time: '09:30:00Z',
  duration: 'PT5M',
  email: 'user@example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com',
  'uri-reference': '/path',
  url: 'https://example.com',
  uuid: '3fa85f64-5717-4562-b3fc-2c963f66afa6',
  byte: 'aGVsbG8=',
  binary: 'bytes',
  password: 'secret',
};

/**
 * A value that shows what the schema asks for: its own example, default or first allowed value where it has one. The same
 * schema always gives the same value. Optional members that would repeat a schema inside itself are left out.
 * `undefined` when no value can be shown.
 */
export function exampleOf(catalog: ModelCatalog, root: SchemaAt, direction: 'request' | 'response'): unknown {
  const hidden = direction === 'request' ? 'readOnly' : 'writeOnly';
  let values = 0;

  function build(at: SchemaAt, above: readonly string[]): unknown {
    values += 1;
    const resolved = catalog.resolve(at);
    if (!resolved || above.length >= maxDepth || values > maxValues || above.includes(resolved.place)) return undefined;
    const given = givenValue(resolved);
    if (given !== undefined) return given;
    const path = [...above, resolved.place];
    const merged = mergeAllOf(catalog, resolved);
    const type = merged.types.find((name) => name !== 'null') ?? merged.types[0];
    if (merged.properties.size > 0) {
      const members: [string, unknown][] = [];
      for (const [name, part] of merged.properties) {
        const child = catalog.child(part.at, part.schema, `properties/${name}`);
        if (!child || memberOf(child.schema, hidden) === true) continue;
        const value = build(child, path);
        if (value !== undefined) members.push([name, value]);
      }
      return Object.fromEntries(members);
    }
    const choice = merged.choices[0];
    if (choice) {
      const child = catalog.child(choice.at, choice.schema, 'choices/0');
      return child ? build(child, path) : undefined;
    }
    const items = merged.items && catalog.child(merged.items.at, merged.items.schema, 'items');
    if (items && !merged.isMap) {
      const value = build(items, path);
      return value === undefined ? [] : [value];
    }
    if (items) {
      const value = build(items, path);
      return value === undefined ? {} : { key: value };
    }
    return scalar(resolved, type);
  }

  return build(root, []);
}

function givenValue({ schema }: SchemaAt): unknown {
  for (const keyword of ['example', 'const', 'default']) {
    const value = memberOf(schema, keyword);
    if (value !== undefined) return value;
  }
  return listOf(schema, 'examples')[0] ?? listOf(schema, 'enum')[0];
}

function scalar({ schema }: SchemaAt, type: string | undefined): unknown {
  switch (type) {
    case 'string': {
      const format = memberOf(schema, 'format');
      return typeof format === 'string' && Object.hasOwn(stringByFormat, format) ? stringByFormat[format] : 'string';
    }
    case 'integer':
    case 'number': {
      const minimum = memberOf(schema, 'minimum');
      if (typeof minimum === 'number' && minimum > 1) return minimum;
      const maximum = memberOf(schema, 'maximum');
      return typeof maximum === 'number' && maximum < 1 ? maximum : 1;
    }
    case 'boolean':
      return true;
    case 'array':
      return [];
    case 'null':
      return null;
    case 'object':
      return {};
    default:
      return typesOf(schema).length === 0 ? {} : undefined;
  }
}
