import { expect, test } from 'vitest';
import { NameAllocator, camelCase, pascalCase, singular, wordsOf } from './names.ts';
import { wordsWithinService } from './operation-names.ts';

test.each([
  ['getPetById', 'get pet by id'],
  ['get-pet_by.id', 'get pet by id'],
  ['HTTPServerURL', 'http server url'],
  ['users/list-all', 'users list all'],
  ['v2Pets', 'v2 pets'],
  ['Café Ölpreis', 'cafe olpreis'],
  ['日本', ''],
  ['', ''],
])('%j has the words %j', (name, words) => {
  expect(wordsOf(name).join(' ')).toBe(words);
});

test('identifiers never start with a digit', () => {
  expect(camelCase(['2fa', 'code'])).toBe('_2faCode');
  expect(pascalCase(['get', 'pet'])).toBe('GetPet');
});

test.each([
  ['pets', 'pet'],
  ['companies', 'company'],
  ['boxes', 'box'],
  ['addresses', 'address'],
  ['glass', 'glass'],
  ['pet', 'pet'],
])('the singular of %s is %s', (plural, one) => {
  expect(singular(plural)).toBe(one);
});

test('names of one scope stay apart, letter case aside', () => {
  const names = new NameAllocator(['then']);
  expect(['get', 'GET', 'get', 'Then', '', ''].map((wanted) => names.take(wanted, 'call'))).toEqual([
    'get',
    'GET2',
    'get3',
    'Then2',
    'call',
    'call2',
  ]);
});

test.each([
  [
    'pets',
    [
      ['getPetById', 'GET', '/pets/{id}', 'get by id'],
      ['listPets', 'GET', '/pets', 'list'],
      ['pets', 'PUT', '/pets', 'pets'],
      [null, 'GET', '/pets/{id}/photos', 'list photos'],
      [null, 'DELETE', '/pets/{id}', 'delete'],
      [null, 'POST', '/pets', 'create'],
    ],
  ],
  [
    'store',
    [
      ['getStore', 'GET', '/store', 'get store'],
      ['get', 'GET', '/other', 'get'],
    ],
  ],
])('operations of %s', (service, cases) => {
  const operations = cases.map(([operationName, httpMethod, path]) => ({
    operationName: operationName ?? null,
    httpMethod: httpMethod ?? '',
    path: path ?? '',
    service,
  }));
  const words = wordsWithinService(operations).map((list) => list.join(' '));
  if (service === 'pets') expect(words).toEqual(cases.map(([, , , expected]) => expected));
  // Both would be "get", so the one with a noun keeps it and the other has none to keep.
  else expect(words).toEqual(['get store', 'get']);
});
