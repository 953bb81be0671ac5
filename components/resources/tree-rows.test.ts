import { expect, test } from 'vitest';
import { parentRowKey, treeRows, type TreeResource } from './tree-rows.ts';

function resource(id: string, parentId: string | null, path: string, methods: string[] = []): TreeResource {
  return {
    id,
    parentId,
    path,
    pathPart: path.split('/').at(-1) ?? '',
    methods: methods.map((httpMethod) => ({
      httpMethod,
      apiKeyRequired: false,
      authorizationType: 'NONE',
      operationName: httpMethod === 'POST' ? 'addPet' : null,
      integrationType: 'MOCK',
    })),
  };
}

const resources = [
  resource('root', null, '/'),
  resource('pets', 'root', '/pets', ['GET', 'POST']),
  resource('pet', 'pets', '/pets/{petId}', ['GET']),
  resource('store', 'root', '/store', ['GET']),
];

const lines = (collapsed: string[], search = '') =>
  treeRows(resources, new Set(collapsed), search).map((row) =>
    row.kind === 'method'
      ? `${'  '.repeat(row.depth)}${row.method.httpMethod}`
      : `${'  '.repeat(row.depth)}${row.resource.path}`,
  );

test('lists methods under their resource and resources under their parent', () => {
  expect(lines([])).toEqual([
    '/',
    '  /pets',
    '    GET',
    '    POST',
    '    /pets/{petId}',
    '      GET',
    '  /store',
    '    GET',
  ]);
});

test('hides what is below a closed resource', () => {
  expect(lines(['pets'])).toEqual(['/', '  /pets', '  /store', '    GET']);
});

test('a search keeps what matches with the way to it, even below closed resources', () => {
  expect(lines(['root', 'pets'], 'addpet')).toEqual(['/', '  /pets', '    POST']);
  expect(lines([], 'get {petid}')).toEqual(['/', '  /pets', '    /pets/{petId}', '      GET']);
  expect(lines([], 'nothing')).toEqual([]);
});

test('knows the row above', () => {
  const rows = treeRows(resources, new Set(), '');
  expect(rows.map(parentRowKey)).toEqual([
    null,
    'resource root',
    'resource pets',
    'resource pets',
    'resource pets',
    'resource pet',
    'resource root',
    'resource store',
  ]);
});
