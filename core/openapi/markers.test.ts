import { expect, test } from 'vitest';
import { schemaToMarkers } from './markers.ts';
import { locatePointers } from './positions.ts';

const json = `{
  "openapi": "3.0.0",
  "paths": {
    "/pets": {
      "get": { "tags": ["a", "b"] }
    }
  }
}`;

const yaml = `# A comment
openapi: 3.0.0
shared: &shared
  x: 1
paths:
  /pets:
    get:
      tags:
        - a
        -   b
      inline: {one: 1, two: [1, 2]}
      "quoted key": yes
      text: |
        several
        lines
      after: 1
    post: *shared
`;

test('pointers are found in JSON', () => {
  const places = locatePointers(json, ['', '/openapi', '/paths/~1pets/get', '/paths/~1pets/get/tags/1']);
  expect(places.get('')).toEqual({ line: 1, column: 1 });
  expect(places.get('/openapi')).toEqual({ line: 2, column: 3 });
  expect(places.get('/paths/~1pets/get')).toEqual({ line: 5, column: 7 });
  expect(places.get('/paths/~1pets/get/tags/1')).toEqual({ line: 5, column: 30 });
});

test.each([
  ['/openapi', 2, 1],
  ['/paths/~1pets', 6, 3],
  ['/paths/~1pets/get/tags/0', 9, 11],
  ['/paths/~1pets/get/tags/1', 10, 13],
  ['/paths/~1pets/get/inline/two/1', 11, 33],
  ['/paths/~1pets/get/quoted key', 12, 7],
  ['/paths/~1pets/get/after', 16, 7],
  ['/paths/~1pets/post', 17, 5],
  ['/paths/~1pets/post/x', 17, 5],
  ['/shared/x', 4, 3],
])('pointers are found in YAML: %s', (pointer, line, column) => {
  expect(locatePointers(yaml, [pointer]).get(pointer)).toEqual({ line, column });
});

test('what the text does not hold is placed at its nearest ancestor', () => {
  expect(locatePointers(json, ['/paths/~1pets/put/responses']).get('/paths/~1pets/put/responses')).toEqual({
    line: 4,
    column: 5,
  });
  expect(locatePointers('not: [closed', ['/a']).get('/a')).toEqual({ line: 1, column: 1 });
});

test('issues become markers, one for each pointer of a grouped item', () => {
  const markers = schemaToMarkers(json, [
    { message: 'Syntax', line: 3, column: 4 },
    { level: 'warning', message: 'Twice', pointer: '/openapi', pointers: ['/openapi', '/paths'] },
    { message: 'Nowhere' },
  ]);
  expect(markers).toEqual([
    { severity: 'error', message: 'Syntax', line: 3, column: 4 },
    { severity: 'warning', message: 'Twice', line: 2, column: 3 },
    { severity: 'warning', message: 'Twice', line: 3, column: 3 },
    { severity: 'error', message: 'Nowhere', line: 1, column: 1 },
  ]);
});
