import { expect, test } from 'vitest';
import type { Model } from '../models/schema.ts';
import { compileModels } from './compile-models.ts';

function model(name: string, schema: unknown): Model {
  return { id: name, name, description: null, contentType: 'application/json', schema: JSON.stringify(schema) };
}

const endless = (...models: Model[]) =>
  [...compileModels(models)].filter(([, { faults }]) => faults.length > 0).map(([name]) => name);

test('a cycle through a property or an item ends with the value', () => {
  expect(endless(model('Tree', { properties: { child: { $ref: '#' } }, items: { $ref: '#/models/Tree' } }))).toEqual(
    [],
  );
  expect(
    endless(
      model('Twice', { allOf: [{ $ref: '#/definitions/a' }, { $ref: '#/definitions/a' }], definitions: { a: {} } }),
    ),
  ).toEqual([]);
});

test('a cycle through references and combinations alone does not', () => {
  const loop = { anyOf: [{ type: 'string' }, { $ref: '#/models/B' }] };
  expect(endless(model('A', loop), model('B', { $ref: '#/models/A' }), model('C', { type: 'null' }))).toEqual([
    'A',
    'B',
  ]);
  expect(endless(model('D', { $ref: '#/definitions/d', definitions: { d: { not: { $ref: '#' } } } }))).toEqual(['D']);
});

test('a chain of thousands of references is followed', () => {
  const count = 20_000;
  const links = Array.from({ length: count }, (_, index) => [
    `d${index}`,
    { $ref: `#/definitions/d${(index + 1) % count}` },
  ]);
  expect(endless(model('Chain', { $ref: '#/definitions/d0', definitions: Object.fromEntries(links) }))).toEqual([
    'Chain',
  ]);
});
