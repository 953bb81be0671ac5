import { expect, test } from 'vitest';
import { describeLocation, type DocumentationLocation, locationProblem, placeOf } from './location.ts';

function at(type: DocumentationLocation['type'], fields: Partial<DocumentationLocation> = {}): DocumentationLocation {
  return { type, path: null, method: null, statusCode: null, name: null, ...fields };
}

test('what is left out is the root, any method, any status', () => {
  expect(placeOf(at('RESPONSE'))).toBe(placeOf(at('RESPONSE', { path: '/', method: '*', statusCode: '*' })));
  expect(placeOf(at('METHOD', { path: '/a' }))).not.toBe(placeOf(at('METHOD', { path: '/b' })));
});

test.each([
  ['API', { method: 'GET' }],
  ['MODEL', {}],
  ['RESOURCE', { path: 'pets' }],
  ['RESPONSE', { statusCode: '2xx' }],
] as const)('%s is nowhere with %j', (type, fields) => {
  expect(locationProblem(at(type, fields))).not.toBeNull();
});

test('a location is told in words', () => {
  expect(describeLocation(at('RESOURCE', { path: '/' }))).toBe("type 'RESOURCE', path '/'");
  expect(locationProblem(at('RESPONSE_HEADER', { path: '/', method: 'GET', statusCode: '*', name: 'X' }))).toBeNull();
});
