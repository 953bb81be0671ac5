import fc from 'fast-check';
import { expect, test } from 'vitest';
import { designSchema, type Design } from '../apis/design.ts';
import { exportOpenApi, sourceVersion } from './export.ts';
import { own, type JsonObject } from './json.ts';
import { parseDocument } from './parse-document.ts';
import type { DescriptionVersion } from './schema-dialect.ts';
import { toJson, toYaml } from './serialize.ts';
import { designs } from './testdata/designs.ts';
import { importDocument, importText, testdata, withoutIds } from './testdata/read.ts';

function imported(file: string): Design {
  return importText(testdata(file)).design;
}

function roundTrip(design: Design, version: DescriptionVersion): Design {
  const document = exportOpenApi(design, { version, extensions: 'all' });
  const { design: again, report } = importDocument(document, { integration: 'none' });
  expect(report.items.filter(({ level }) => level === 'error')).toEqual([]);
  return again;
}

test.each([
  ['petstore.yaml', '3.0'],
  ['petstore.yaml', '3.1'],
  ['petstore-2.0.yaml', '2.0'],
  ['petstore-2.0.yaml', '3.0'],
  ['petstore-2.0.yaml', '3.1'],
  ['petstore-3.1.yaml', '3.1'],
  ['extensions.yaml', '2.0'],
  ['extensions.yaml', '3.0'],
  ['extensions.yaml', '3.1'],
] as const)('importing what was exported gives the same design: %s as %s', (file, version) => {
  const design = imported(file);
  expect(withoutIds(roundTrip(design, version))).toEqual(withoutIds(design));
});

test.each(['3.0', '3.1'] as const)(
  'every design survives export and import as %s',
  (version) => {
    fc.assert(
      fc.property(designs, (design) => {
        expect(designSchema.parse(design)).toEqual(design);
        expect(withoutIds(roundTrip(design, version))).toEqual(withoutIds(design));
      }),
      { numRuns: 150 },
    );
  },
  60_000,
);

test('in 2.0 a second export is the same as the first', () => {
  fc.assert(
    fc.property(designs, (design) => {
      const once = roundTrip(design, '2.0');
      expect(withoutIds(roundTrip(once, '2.0'))).toEqual(withoutIds(once));
    }),
    { numRuns: 100 },
  );
}, 60_000);

test('both texts are read back to the same document', () => {
  const document = exportOpenApi(imported('extensions.yaml'), { version: '3.0', extensions: 'all' });
  expect(parseDocument(toYaml(document))).toEqual(document);
  expect(parseDocument(toJson(document))).toEqual(document);
});

test('without extensions nothing of the gateway shows', () => {
  for (const version of ['2.0', '3.0', '3.1'] as const) {
    const text = toJson(exportOpenApi(imported('petstore.yaml'), { version, extensions: 'none' }));
    expect(text).not.toMatch(/x-amazon|x-sluice|HTTP_PROXY|petstore\.example\.com/i);
    expect(text).toContain('getPetById');
    expect(text).toContain('x-api-key');
  }
});

test('without extensions a place also says what it inherits', () => {
  const design = imported('petstore.yaml');
  design.documentationParts.push({
    id: 'd',
    location: { type: 'RESPONSE', path: '/', method: null, statusCode: '418', name: null },
    properties: '{"description":"Never said elsewhere"}',
  });
  design.methods[0]?.methodResponses.push({ statusCode: '418', responseParameters: {}, responseModels: {} });
  expect(toJson(exportOpenApi(design, { version: '3.0', extensions: 'none' }))).toContain('Never said elsewhere');
});

test('the server is the stage that was asked for', () => {
  const design = imported('petstore.yaml');
  const serverUrl = 'https://gateway.example/api1/prod';
  expect(exportOpenApi(design, { version: '3.0', extensions: 'none', serverUrl }).servers).toEqual([
    { url: serverUrl },
  ]);
  expect(exportOpenApi(design, { version: '2.0', extensions: 'none', serverUrl })).toMatchObject({
    host: 'gateway.example',
    basePath: '/api1/prod',
    schemes: ['https'],
  });
  expect(exportOpenApi(design, { version: '3.0', extensions: 'none' }).servers).toBeUndefined();
});

test('local definitions, addresses of AWS and broken text survive as models', () => {
  const design = imported('petstore.yaml');
  const schema = (text: string, name: string) => ({
    id: name,
    name,
    description: null,
    contentType: 'application/json',
    schema: text,
  });
  design.models = [
    schema(
      JSON.stringify({ definitions: { a: { type: 'string' } }, items: { $ref: '#/definitions/a' } }, null, 2),
      'Local',
    ),
    schema('{ not JSON', 'Text'),
    schema('{"$ref": "https://apigateway.amazonaws.com/restapis/abc/models/Local"}', 'Url'),
  ];
  for (const method of design.methods) {
    method.requestModels = {};
    for (const response of method.methodResponses) response.responseModels = {};
  }
  const models = Object.fromEntries(roundTrip(design, '3.0').models.map(({ name, schema: text }) => [name, text]));
  expect(models.Local).toBe(design.models[0]?.schema);
  expect(models.Text).toBe('{ not JSON');
  expect(JSON.parse(models.Url ?? '')).toEqual({ $ref: '#/models/Local' });
});

test('the source is written in the version that carries all of it', () => {
  expect(sourceVersion(imported('petstore.yaml'))).toBe('3.0');
  expect(sourceVersion(imported('petstore-3.1.yaml'))).toBe('3.1');
});

test('replacing keeps the ids of what is still there', () => {
  const previous = imported('extensions.yaml');
  const document = exportOpenApi(previous, { version: '3.0', extensions: 'all' });
  let count = 0;
  const replaced = importDocument(document, { mode: 'replace', previous, newId: () => `new${(count += 1)}` });
  expect(replaced.design).toEqual(previous);
  expect(count).toBe(0);
});

test('replacing gives new ids only to what is new, and keeps a resource whose parameter was renamed', () => {
  const previous = imported('petstore.yaml');
  const document = exportOpenApi(previous, { version: '3.0', extensions: 'all' });
  const text = toJson(document).replaceAll('/pet/{petId}', '/pet/{number}');
  const edited = parseDocument(text) as JsonObject;
  (own(edited, 'paths') as JsonObject)['/new'] = { get: { responses: {} } };
  const { design } = importDocument(edited, { mode: 'replace', previous, newId: () => 'fresh' });
  const idAt = (from: Design, path: string) => from.resources.find((resource) => resource.path === path)?.id;
  expect(idAt(design, '/pet/{number}')).toBe(idAt(previous, '/pet/{petId}'));
  expect(design.resources.filter(({ id }) => id === 'fresh').map(({ path }) => path)).toEqual(['/new']);
  expect(design.models.map(({ id }) => id)).toEqual(previous.models.map(({ id }) => id));
});

test('replacing keeps what a description cannot say, and warns before it removes a policy', () => {
  const previous = imported('extensions.yaml');
  previous.api.behavior = 'aws-strict';
  const bare = {
    openapi: '3.0.0',
    info: { title: 'Orders', version: '1' },
    paths: { '/users': { get: { responses: {} } } },
  };
  const { design, report } = importDocument(bare, { mode: 'replace', previous });
  expect(design.api).toMatchObject({
    behavior: 'aws-strict',
    disableExecuteApiEndpoint: true,
    endpointConfiguration: { types: ['PRIVATE'] },
  });
  expect(design.api.policy).toBeNull();
  expect(report.items.map(({ code }) => code)).toContain('policy-removed');
  expect(design.methods[0]?.integration).toBeNull();
});

test('a text that means the same JSON stays as it was written', () => {
  const previous = imported('petstore.yaml');
  const [model] = previous.models;
  if (model) model.schema = JSON.stringify(JSON.parse(model.schema));
  const document = exportOpenApi(previous, { version: '3.0', extensions: 'all' });
  expect(importDocument(document, { mode: 'replace', previous }).design.models[0]?.schema).toBe(model?.schema);
});
