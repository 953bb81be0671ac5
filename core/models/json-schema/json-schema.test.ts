import { describe, expect, test } from 'vitest';
import { SchemaDocuments } from './validator.ts';
import type { SchemaNode } from './run.ts';

function errors(schema: SchemaNode, value: unknown): string[] {
  const documents = new SchemaDocuments();
  documents.add('sluice://models/M', schema);
  return documents.validator('sluice://models/M')(value, JSON.stringify(value).length);
}

const newer = 'https://json-schema.org/draft/2020-12/schema';

test.each<[schema: SchemaNode, value: unknown, messages: string[]]>([
  [{ type: 'string' }, 1, ['instance type (integer) does not match any allowed primitive type (allowed: ["string"])']],
  [
    { properties: { a: { minimum: 25 }, b: { enum: ['dog', 'cat'] } } },
    { a: 15, b: 'cow' },
    [
      'numeric instance is lower than the required minimum (minimum: 25, found: 15)',
      'instance value ("cow") not found in enum (possible values: ["dog","cat"])',
    ],
  ],
  [{ minLength: 3 }, 'ab', ['string "ab" is too short (length: 2, required minimum: 3)']],
  [{ maxLength: 1 }, '😀', []],
  [{ pattern: '^a$' }, 'b', ['ECMA 262 regex "^a$" does not match input string "b"']],
  [{ multipleOf: 0.1 }, 0.3, []],
  [{ multipleOf: 0.1 }, JSON.parse('1e400'), ['remainder of division is not zero (Infinity / 0.1)']],
  [{ multipleOf: 0.1 }, 0.35, ['remainder of division is not zero (0.35 / 0.1)']],
  [
    { additionalProperties: false },
    { z: 1, a: 2 },
    ['object instance has properties which are not allowed by the schema: ["a","z"]'],
  ],
  [{ oneOf: [{}, {}] }, 1, ['instance failed to match exactly one schema (matched 2 out of 2)']],
  [{ format: 'email' }, 'no', ['string "no" is invalid against requested format email']],
  [
    { $schema: newer, dependentRequired: { a: ['b'] } },
    { a: 1 },
    ['property "a" of object has missing property dependencies (schema requires ["b"]; missing: ["b"])'],
  ],
  [
    { $schema: newer, properties: { a: true }, unevaluatedProperties: false },
    { a: 1, b: 2 },
    ['object instance has properties which are not allowed by the schema: ["b"]'],
  ],
  [false, 1, ['no value is allowed here']],
])('%j judges %j', (schema, value, messages) => {
  expect(errors(schema, value)).toEqual(messages);
});

test('two patterns of one schema are two patterns', () => {
  const schema = {
    properties: { a: { pattern: '^a' }, b: { pattern: '^b' } },
    patternProperties: { '^x': { type: 'integer' }, '^y': { type: 'string' } },
  };
  expect(errors(schema, { a: 'a', b: 'b', x: 1, y: 'y' })).toEqual([]);
  expect(errors(schema, { a: 'b', b: 'a', x: 'x', y: 1 })).toHaveLength(4);
});

describe('hostile schemas and values', () => {
  test.each<[string, SchemaNode, unknown]>([
    [
      'branches that double with the nesting',
      { allOf: [{ properties: { a: { $ref: '#' } } }, { properties: { a: { $ref: '#' } } }] },
      nested(60),
    ],
    [
      'alternatives that double with the nesting',
      {
        anyOf: [
          { properties: { a: { $ref: '#' } }, required: ['x'] },
          { properties: { a: { $ref: '#' } }, required: ['x'] },
        ],
      },
      nested(60),
    ],
    [
      'a list compared with a long enum',
      { items: { enum: Array.from({ length: 1000 }, (_, i) => `${'x'.repeat(1000)}${i}`) } },
      Array.from({ length: 1000 }, () => 'x'.repeat(2000)),
    ],
  ])('%s are answered soon', (_name, schema, value) => {
    // Time of the processor, so that a busy machine does not fail the test.
    const started = process.threadCpuUsage();
    expect(errors(schema, value).length).toBeGreaterThan(0);
    const { user, system } = process.threadCpuUsage(started);
    expect((user + system) / 1000).toBeLessThan(1_000);
  });

  test('members of Object are no members of a value', () => {
    expect(errors({ required: ['toString', '__proto__'] }, {})).toHaveLength(1);
    expect(errors({ properties: { constructor: { type: 'string' } } }, {})).toEqual([]);
  });

  test('a message shows little of a value', () => {
    expect(errors({ maxLength: 1 }, 'x'.repeat(100_000))[0]?.length).toBeLessThan(300);
  });

  test('nothing is fetched', () => {
    expect(() => errors({ $ref: 'http://elsewhere.example/x' }, 1)).toThrow('elsewhere');
    expect(() => errors({ $ref: '#/nowhere' }, 1)).toThrow('nowhere');
    expect(errors({ $ref: 'http://json-schema.org/draft-04/schema#' }, { type: 'strin' })).not.toEqual([]);
  });
});

function nested(depth: number): unknown {
  let value: unknown = {};
  for (let i = 0; i < depth; i += 1) value = { a: value };
  return value;
}
