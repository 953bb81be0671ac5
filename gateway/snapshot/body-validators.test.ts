import { expect, test } from 'vitest';
import { leastOf } from '#tools/testing/least-of.ts';
import { BodyValidators } from './body-validators.ts';

const pet = {
  $schema: 'http://json-schema.org/draft-04/schema#',
  id: 'Pet',
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', pattern: '^(a+)+$' },
    age: { type: 'number', minimum: 0, exclusiveMinimum: true },
    owner: { $ref: '#/models/Owner' },
    tags: { type: 'array', uniqueItems: true },
    parts: { $ref: '#/definitions/part' },
  },
  definitions: { part: { type: 'array', items: { $ref: '#/definitions/part' } } },
};
const owner = {
  type: 'object',
  required: ['mail'],
  properties: { mail: { type: 'string' }, pet: { $ref: '#/models/Pet' } },
};

test('a draft-04 model validates with references to other models and to itself', () => {
  const validate = new BodyValidators({ Pet: pet, Owner: owner }).validator('Pet');
  expect(validate({ name: 'aaa', age: 1, owner: { mail: 'x', pet: { name: 'a' } } })).toEqual([]);
  expect(validate({})).toEqual(['object has missing required properties (["name"])']);
  expect(validate({ name: 'aaa', age: 0 })).toEqual([
    'numeric instance is not strictly greater than the required minimum 0',
  ]);
  expect(validate({ name: 'aaa', age: 'old', owner: {} })).toEqual([
    'instance type (string) does not match any allowed primitive type (allowed: ["integer","number"])',
    'object has missing required properties (["mail"])',
  ]);
  expect(validate({ name: 'aaa', owner: { mail: 'x', pet: {} } })).toHaveLength(1);
});

test('a 2020-12 model is read as such', () => {
  const schema = { $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'number', exclusiveMinimum: 5 };
  const validate = new BodyValidators({ Big: schema }).validator('Big');
  expect(validate(5)).not.toEqual([]);
  expect(validate(6)).toEqual([]);
});

test('hostile bodies cost linear time', async () => {
  const validate = new BodyValidators({ Pet: pet, Owner: owner }).validator('Pet');
  const takenMs = await leastOf(3_000, async () => {
    const started = performance.now();
    expect(validate({ name: `${'a'.repeat(50_000)}!` })).not.toEqual([]);
    const tags = Array.from({ length: 20_000 }, (_, i) => ({ i }));
    expect(validate({ name: 'a', tags })).toEqual([]);
    expect(validate({ name: 'a', tags: [...tags, { i: 3 }] })).toEqual(['array must not contain duplicate elements']);
    return performance.now() - started;
  });
  expect(takenMs).toBeLessThan(3_000);
});

test('a deeply nested body is an answer, not a crash', () => {
  const validate = new BodyValidators({ Pet: pet, Owner: owner }).validator('Pet');
  const parts: unknown = JSON.parse('['.repeat(200_000) + ']'.repeat(200_000));
  expect(validate({ name: 'a', parts })).toEqual(['The body is nested too deeply.']);
});

test('what does not compile is named', () => {
  expect(() => new BodyValidators({}).validator('Gone')).toThrow('no model Gone');
  expect(() => new BodyValidators({ A: { $ref: 'http://elsewhere.example/x' } }).validator('A')).toThrow('elsewhere');
  expect(() => new BodyValidators({ A: { $ref: '#/models/B' } }).validator('A')).toThrow('no model B');
  expect(() => new BodyValidators({ A: { type: 'string', pattern: '(?=x)' } }).validator('A')).toThrow();
  expect(() => new BodyValidators({ A: 7 }).validator('A')).toThrow('not a JSON Schema');
});
