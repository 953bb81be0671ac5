import { expect, test } from 'vitest';
import { exampleOf } from './example.ts';
import { ModelCatalog } from './model-catalog.ts';
import type { SchemaNode } from './reference-document.ts';
import { schemaTree } from './schema-tree.ts';
import { model } from './testdata.ts';

function read(schemas: Record<string, unknown>, name = Object.keys(schemas)[0] ?? '') {
  const catalog = new ModelCatalog(Object.entries(schemas).map(([key, schema]) => model(key, schema)));
  const root = catalog.model(name);
  if (!root) throw new Error(`no model ${name}`);
  return { tree: schemaTree(catalog, root), example: exampleOf(catalog, root, 'response') };
}

function countNodes(node: SchemaNode): number {
  const children = [...node.properties.map((property) => property.node), ...node.choices];
  if (node.items) children.push(node.items);
  return 1 + children.reduce((sum, child) => sum + countNodes(child), 0);
}

test('allOf of references becomes one object', () => {
  const { tree, example } = read({
    Dog: { allOf: [{ $ref: '#/models/Animal' }, { properties: { bark: { type: 'boolean' } }, required: ['bark'] }] },
    Animal: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
  });
  expect(tree.type).toBe('object');
  expect(tree.properties.map(({ name, required }) => [name, required])).toEqual([
    ['name', true],
    ['bark', true],
  ]);
  expect(example).toEqual({ name: 'string', bark: true });
});

test('choices, maps, lists of types and formats are said in words', () => {
  const { tree } = read({
    Thing: {
      properties: {
        choice: { oneOf: [{ type: 'string' }, { type: 'integer' }] },
        map: { type: 'object', additionalProperties: { type: 'number' } },
        maybe: { type: ['string', 'null'], format: 'date-time' },
        list: { type: 'array', items: { type: 'string' } },
        constant: { const: 7 },
        open: {},
      },
    },
  });
  expect(tree.properties.map(({ name, node }) => [name, node.type])).toEqual([
    ['choice', 'one of'],
    ['map', 'map of number'],
    ['maybe', 'string or null'],
    ['list', 'array of string'],
    ['constant', 'value'],
    ['open', 'any'],
  ]);
  expect(tree.properties[0]?.node.choices.map(({ type }) => type)).toEqual(['string', 'integer']);
});

test('cycles of every kind end', () => {
  expect(read({ A: { $ref: '#/models/A' } }).tree.ends).toBe('missing');
  expect(read({ A: { $ref: '#/models/B' }, B: { $ref: '#/models/A' } }).tree.ends).toBe('missing');
  expect(read({ A: { allOf: [{ $ref: '#' }] } }).tree.type).toBe('any');
  const list = read({ A: { type: 'array', items: { $ref: '#' } } });
  expect(list.tree.items?.ends).toBe('recursive');
  expect(list.example).toEqual([]);
  const linked = read({
    A: { type: 'object', properties: { next: { $ref: '#/models/B' } } },
    B: { type: 'object', properties: { back: { $ref: '#/models/A' } } },
  });
  expect(linked.tree.properties[0]?.node.properties[0]?.node).toMatchObject({ name: 'A', ends: 'recursive' });
  expect(linked.example).toEqual({ next: {} });
});

test('a tree that doubles at each level stays small', () => {
  const schemas: Record<string, unknown> = {};
  for (let level = 0; level < 30; level += 1) {
    const next = { $ref: `#/models/L${level + 1}` };
    schemas[`L${level}`] = { type: 'object', properties: { a: next, b: next, c: next, d: next } };
  }
  schemas.L30 = { type: 'string' };
  const { tree, example } = read(schemas);
  expect(countNodes(tree)).toBeLessThan(2_000);
  expect(JSON.stringify(example).length).toBeLessThan(20_000);
});

test('names of the prototype are only names', () => {
  const schema = JSON.parse(
    '{"type":"object","properties":{"__proto__":{"type":"string"},"constructor":{"$ref":"#/definitions/toString"}}}',
  ) as unknown;
  const { tree, example } = read({ A: schema });
  expect(tree.properties.map(({ name, node }) => [name, node.ends])).toEqual([
    ['__proto__', null],
    ['constructor', 'missing'],
  ]);
  expect(Object.keys(example as object)).toEqual(['__proto__']);
  expect(({} as Record<string, unknown>).string).toBeUndefined();
});

test('keywords of the wrong type are passed over', () => {
  const { tree } = read({
    A: { type: 7, properties: [1], required: 'x', enum: {}, allOf: 3, items: false, description: {}, minimum: {} },
  });
  expect(tree).toMatchObject({ type: 'any', properties: [], values: [], constraints: [], description: null });
});

test('examples prefer what the schema gives', () => {
  const { example } = read({
    A: {
      type: 'object',
      properties: {
        given: { type: 'string', example: 'x' },
        listed: { type: 'string', examples: ['y'] },
        chosen: { enum: ['z'] },
        fallback: { type: 'integer', default: 0 },
        atLeast: { type: 'integer', minimum: 18 },
        when: { type: 'string', format: 'date' },
        secret: { type: 'string', writeOnly: true },
      },
    },
  });
  expect(example).toEqual({ given: 'x', listed: 'y', chosen: 'z', fallback: 0, atLeast: 18, when: '2026-01-15' });
});
