import { expect, test } from 'vitest';
import { compileModels } from '../compile/compile-models.ts';
import { flattenSchema } from './flatten-schema.ts';
import { sampleTemplate } from './sample-template.ts';
import type { Model } from './schema.ts';

function modelOf(name: string, schema: object): Model {
  return { id: name, name, description: null, contentType: 'application/json', schema: JSON.stringify(schema) };
}

test('a template maps objects, arrays and texts', () => {
  const schema = {
    type: 'object',
    properties: {
      name: { type: 'string' },
      'zip code': { type: ['null', 'integer'] },
      tags: { items: { type: 'object', properties: { id: { type: 'number' } } } },
      empty: { type: 'object' },
    },
  };
  expect(sampleTemplate(schema)).toBe(
    `#set($inputRoot = $input.path('$'))
{
  "name" : "$inputRoot.name",
  "zip code" : $inputRoot['zip code'],
  "tags" : [
  ## Name the list of the input that this loop is to go through.
  #foreach($elem1 in $inputRoot.tags)
    {
      "id" : $elem1.id
    }#if($foreach.hasNext),#end
  #end
  ],
  "empty" : { }
}`,
  );
});

test('a schema that refers to itself many times over ends', () => {
  const self = { $ref: '#' };
  const properties = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`p${i}`, self]));
  expect(sampleTemplate({ type: 'object', properties }).length).toBeLessThan(1_000_000);
});

test('a flattened schema holds what it reaches, under names that are free', () => {
  const url = (name: string) => ({ $ref: `https://apigateway.amazonaws.com/restapis/abc/models/${name}` });
  const compiled = compileModels([
    modelOf('Zoo', {
      type: 'object',
      properties: { first: url('Pet'), own: { $ref: '#/definitions/Pet' } },
      definitions: { Pet: { type: 'string' } },
    }),
    modelOf('Pet', { type: 'object', properties: { next: { $ref: '#' }, owner: url('Person') } }),
    modelOf('Person', {
      type: 'object',
      properties: { name: { $ref: '#/definitions/text' }, home: url('Zoo') },
      definitions: { text: { type: 'string' } },
    }),
  ]);
  expect(flattenSchema('Zoo', compiled)).toEqual({
    type: 'object',
    properties: { first: { $ref: '#/definitions/Pet2' }, own: { $ref: '#/definitions/Pet' } },
    definitions: {
      Pet: { type: 'string' },
      Pet2: {
        type: 'object',
        properties: { next: { $ref: '#/definitions/Pet2' }, owner: { $ref: '#/definitions/Person' } },
      },
      Person: {
        type: 'object',
        properties: { name: { $ref: '#/definitions/Person/definitions/text' }, home: { $ref: '#' } },
        definitions: { text: { type: 'string' } },
      },
    },
  });
});
