import { expect, test } from 'vitest';
import { DomainTable } from './domain-table.ts';

const state = (domainName: string, mappings: [string, string, string | null][]) => ({
  workspaceId: 'w',
  domainName,
  mappings: mappings.map(([basePath, apiId, stageName]) => ({ basePath, apiId, stageName })),
});

test('a path leads where its base path does, else where the empty one does', () => {
  const table = new DomainTable();
  expect(table.find('api.example.com', '/')).toBeNull();
  table.set(
    'api.example.com',
    state('api.example.com', [
      ['', 'whole', 'prod'],
      ['pets', 'pets', null],
    ]),
  );
  expect(table.find('api.example.com', '/pets/1')).toEqual({
    basePath: 'pets',
    apiId: 'pets',
    stageName: null,
    pathStart: 5,
  });
  expect(table.find('API.example.com:8443', '/pets')).toEqual({
    basePath: 'pets',
    apiId: 'pets',
    stageName: null,
    pathStart: 5,
  });
  expect(table.find('api.example.com', '/petshop')).toEqual({
    basePath: '',
    apiId: 'whole',
    stageName: 'prod',
    pathStart: 0,
  });
  expect(table.find('api.example.com', '/')).toEqual({
    basePath: '',
    apiId: 'whole',
    stageName: 'prod',
    pathStart: 0,
  });
  expect(table.find('other.example.com', '/pets')).toBeNull();
  table.set('api.example.com', null);
  expect(table.find('api.example.com', '/pets')).toBeNull();
});

test('an asterisk stands for one label, and a name of its own wins', () => {
  const table = new DomainTable();
  table.set('*.example.com', state('*.example.com', [['', 'any', 'prod']]));
  table.set('api.example.com', state('api.example.com', [['', 'own', 'prod']]));
  expect(table.find('api.example.com', '/x')?.apiId).toBe('own');
  expect(table.find('www.example.com', '/x')?.apiId).toBe('any');
  expect(table.find('a.b.example.com', '/x')).toBeNull();
  expect(table.find('example.com', '/x')).toBeNull();
});
