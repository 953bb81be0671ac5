import { readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import type { Design } from '../../apis/design.ts';
import type { Json } from '../../openapi/json.ts';
import { buildSdk } from '../build-sdk.ts';
import { compilePackage } from '../testing/compile-package.ts';
import { designOf, importedDesign, jsonResponse, method, petstoreDesign } from '../testing/designs.ts';
import { hostileTexts } from '../testing/hostile-texts.ts';
import { readRuntime } from '../testing/runtime.ts';
import { emitTypeScript } from './emit.ts';
import { chooseNames } from './naming.ts';
import { sampleCall } from './sample.ts';

// Each package is compiled as a whole.
vi.setConfig({ testTimeout: 120_000 });

const runtime = readRuntime();

function emit(design: Design, options: { packageName?: string; version?: string } = {}): Map<string, string> {
  return emitTypeScript(buildSdk(design, { baseUrl: 'https://gateway.test/api1234567/prod' }), {
    runtime,
    version: '1.2.3',
    ...options,
  });
}

const zoo = designOf({
  name: 'Zoo',
  description: 'Animals and their keepers.',
  version: '2.1',
  paths: ['/animals', '/animals/{animalId}', '/files/{path+}'],
  methods: [
    method('/animals', 'GET', {
      operationName: 'listAnimals',
      requestParameters: { 'method.request.querystring.kind': false, 'method.request.header.X-Trace-Id': false },
      methodResponses: [jsonResponse('200', 'AnimalList')],
    }),
    method('/animals', 'POST', {
      operationName: 'createAnimal',
      apiKeyRequired: true,
      requestModels: { 'application/json': 'Animal' },
      methodResponses: [jsonResponse('201', 'Animal'), jsonResponse('400', 'Problem')],
    }),
    method('/animals/{animalId}', 'DELETE', { operationName: 'deleteAnimal', methodResponses: [jsonResponse('204')] }),
    method('/files/{path+}', 'GET', {
      methodResponses: [{ statusCode: '200', responseParameters: {}, responseModels: { 'image/png': 'Empty' } }],
    }),
    method('/animals', 'ANY'),
  ],
  models: {
    Animal: {
      type: 'object',
      description: 'One animal.',
      required: ['id', 'name'],
      properties: {
        id: { type: 'integer', format: 'int64', readOnly: true },
        name: { type: 'string', description: 'What it is called' },
        kind: { type: 'string', enum: ['cat', 'dog'] },
        'born-at': { type: ['string', 'null'], format: 'date-time' },
        keeper: { $ref: '#/models/Keeper' },
        diet: { oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
      },
    },
    AnimalList: { type: 'array', items: { $ref: '#/models/Animal' } },
    Empty: {},
    Keeper: {
      allOf: [
        { type: 'object', properties: { name: { type: 'string' } } },
        { type: 'object', properties: { animals: { $ref: '#/models/AnimalList' } } },
      ],
    },
    Problem: { type: 'object', properties: { message: { type: 'string' } }, additionalProperties: { type: 'integer' } },
  },
  documentation: [
    {
      type: 'METHOD',
      path: '/animals',
      method: 'GET',
      properties: { summary: 'List the animals', description: 'All of them.\nIn no order.', tags: ['animals'] },
    },
    {
      type: 'QUERY_PARAMETER',
      path: '/animals',
      method: 'GET',
      name: 'kind',
      properties: { description: 'Only this kind', schema: { type: 'string', enum: ['cat', 'dog'] } },
    },
    { type: 'METHOD', path: '/animals/{animalId}', method: 'DELETE', properties: { deprecated: true } },
  ],
});

describe('a small API', () => {
  const files = emit(zoo);

  test.each([
    'api.md',
    'package.json',
    'README.md',
    'src/client.ts',
    'src/index.ts',
    'src/models.ts',
    'src/resources/animals.ts',
    'src/resources/files.ts',
  ])('%s is as expected', async (path) => {
    await expect(files.get(path)).toMatchFileSnapshot(`testdata/zoo/${path.replaceAll('/', '__')}.txt`);
  });

  test('compiles under the strictest settings, with declarations', () => {
    const { problems, output } = compilePackage(files);
    expect(problems).toEqual([]);
    expect([...output.keys()]).toEqual(expect.arrayContaining(['index.js', 'index.d.ts', 'resources/animals.d.ts']));
  });

  test('is the same each time', () => {
    expect([...emit(zoo)]).toEqual([...files]);
    expect([...files.keys()]).toEqual([...files.keys()].sort());
  });

  test('lets no other types pass', () => {
    const use = (code: string): Map<string, string> =>
      new Map(files).set(
        'src/use.ts',
        `import { ZooClient } from './index.js';\nconst client = new ZooClient();\n${code}\n`,
      );
    const fine = `const list = await client.animals.list({ kind: 'cat' });
      for (const animal of list) animal.name.toUpperCase();
      await client.animals.list();
      await client.animals.list({ kind: 'a kind of tomorrow' }, { timeoutMs: 5 });
      const made = await client.animals.create({ id: 1, name: 'Rex', 'born-at': null, keeper: { name: 'Ada', animals: [] } }).withResponse();
      made.response.status.toFixed();
      await client.animals.delete({ animalId: 'x' }, { signal: new AbortController().signal });
      (await client.files.get({ path: 'a/b' })).size.toFixed();`;
    expect(compilePackage(use(fine)).problems).toEqual([]);
    const wrong = [
      'client.animals.delete({});',
      'client.animals.create({ id: 1 });',
      'client.animals.create({ id: 1, name: null });',
      'client.animals.list({ kind: 1 });',
      'client.animals.nope();',
    ];
    const { problems } = compilePackage(use(wrong.join('\n')));
    expect(problems.map((problem) => Number(/use\.ts:(\d+)/.exec(problem)?.[1]) - 2)).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('names', () => {
  test('a wrong package name or version is replaced', () => {
    const manifest = (options: { packageName?: string; version?: string }): unknown =>
      JSON.parse(emit(zoo, options).get('package.json') ?? '');
    expect(manifest({ packageName: '@team/zoo-client' })).toMatchObject({ name: '@team/zoo-client', version: '1.2.3' });
    expect(manifest({ packageName: '../../evil"; rm', version: '1 && rm' })).toMatchObject({
      name: 'zoo-sdk',
      version: '0.0.0',
    });
  });

  test('that differ in case or writing only, or are reserved, do not collide', () => {
    const words = [
      'get',
      'GET',
      'g-e-t',
      'constructor',
      'then',
      '__proto__',
      'class',
      '123',
      '日本',
      'default',
      'await',
    ];
    const paths = words.map((_, index) => `/${String.fromCharCode(97 + index)}`);
    const design = designOf({
      name: 'Promise',
      paths,
      methods: words.map((operationName, index) =>
        method(paths[index] ?? '', 'POST', {
          operationName,
          requestParameters: {
            'method.request.querystring.body': true,
            'method.request.header.body': true,
            'method.request.querystring.Body': true,
            'method.request.querystring.b-o-d-y': true,
            'method.request.querystring.__proto__': true,
            'method.request.querystring.日本': true,
            'method.request.querystring.0': true,
          },
          requestModels: { 'application/json': 'Promise' },
          methodResponses: [jsonResponse('200', 'promise')],
        }),
      ),
      models: Object.fromEntries(
        [
          'Promise',
          'promise',
          'ApiError',
          'Int64',
          'OpenEnum',
          'Blob',
          'string',
          'unknown',
          '123',
          'PromiseClient',
          'HttpClient',
          'Array',
          'Record',
        ].map((name) => [
          name,
          {
            type: 'object',
            properties: {
              id: { type: 'integer', format: 'int64' },
              bytes: { type: 'string', format: 'binary' },
              kind: { enum: ['a', 'b'] },
            },
          },
        ]),
      ),
      documentation: paths.map((path, index) => ({
        type: 'METHOD' as const,
        path,
        method: 'POST',
        properties: { tags: [['Then', 'then', 'resources', 'constructor', '日本', ''][index % 6]] },
      })),
    });
    expect(compilePackage(emit(design)).problems).toEqual([]);
  });
});

describe('schemas without end', () => {
  test('compile', () => {
    const design = designOf({
      paths: ['/a'],
      methods: [method('/a', 'GET', { methodResponses: [jsonResponse('200', 'Tree')] })],
      models: {
        Tree: { type: 'object', properties: { children: { type: 'array', items: { $ref: '#/models/Tree' } } } },
        Alias: { $ref: '#/models/Alias' },
        Left: { oneOf: [{ $ref: '#/models/Right' }, { type: 'string' }] },
        Right: { anyOf: [{ $ref: '#/models/Left' }, { type: 'null' }] },
        Both: { allOf: [{ $ref: '#/models/Both' }, { type: 'object', properties: { a: {} } }] },
        Map: { type: 'object', additionalProperties: { $ref: '#/models/Map' } },
        List: { type: 'array', items: { $ref: '#/models/List' } },
        Mixed: { oneOf: [{ type: 'string' }, { type: 'array', items: { $ref: '#/models/Mixed' } }] },
      },
    });
    expect(compilePackage(emit(design)).problems).toEqual([]);
  });
});

test('no text of an API becomes code', () => {
  const texts = hostileTexts.filter((text) => text !== '');
  const paths = texts.map((_, index) => `/p${index}/{id}`);
  const design = designOf({
    name: texts.join(' '),
    description: texts.join('\n'),
    version: texts[0] ?? '',
    paths,
    methods: texts.map((text, index) =>
      method(paths[index] ?? '', 'POST', {
        operationName: text.slice(0, 200),
        requestParameters: { [`method.request.querystring.${text}`]: true, [`method.request.header.${text}`]: false },
        requestModels: { [`application/json; ${text}`]: 'Hostile' },
        methodResponses: [jsonResponse('200', 'Hostile')],
      }),
    ),
    models: {
      Hostile: {
        description: texts.join('\n'),
        type: 'object',
        required: texts,
        properties: Object.fromEntries(texts.map((text) => [text, { enum: [text, `${text}!`], description: text }])),
      },
      Constant: { const: texts.join('') },
    },
    documentation: texts.flatMap((text, index) => [
      {
        type: 'METHOD' as const,
        path: paths[index] ?? '',
        method: 'POST',
        properties: { summary: text, description: text, tags: [text], deprecated: true },
      },
      {
        type: 'QUERY_PARAMETER' as const,
        path: paths[index] ?? '',
        method: 'POST',
        name: text,
        properties: { description: text, style: text, schema: { enum: texts } },
      },
    ]),
  });
  const files = emit(design);
  const { problems, output } = compilePackage(files);
  expect(problems).toEqual([]);
  for (const [path, code] of output) if (path.endsWith('.js')) expect(codeOf(code)).not.toMatch(/process\.exit|alert/);
  expect(JSON.parse(files.get('package.json') ?? '')).toMatchObject({ type: 'module' });
});

/** The code without its comments and texts. */
function codeOf(code: string): string {
  return code.replace(/\/\*[^]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'/g, '');
}

test('every file name stays inside the package', () => {
  const design = designOf({
    paths: ['/a', '/b'],
    methods: [method('/a', 'GET'), method('/b', 'GET')],
    documentation: [
      { type: 'METHOD', path: '/a', method: 'GET', properties: { tags: ['../../../etc/passwd'] } },
      { type: 'METHOD', path: '/b', method: 'GET', properties: { tags: ['C:\\con\u0000'] } },
    ],
  });
  for (const path of emit(design).keys()) expect(path).toMatch(/^(?:[\w.-]+\/)*[\w.-]+$/);
  expect([...emit(design).keys()].join(' ')).not.toContain('..');
});

test('the sample call of every operation of the Petstore compiles', () => {
  const design = petstoreDesign();
  const sdk = buildSdk(design, { baseUrl: 'https://x' });
  const names = chooseNames(sdk);
  const calls = sdk.services.flatMap(({ operations }) =>
    operations.map((operation) => sampleCall(sdk, names, operation)),
  );
  expect(calls).toContain('client.pet.getById({ petId: 1 })');
  const code = `import { PetstoreClient } from './index.js';\nconst client = new PetstoreClient();\n${calls.map((call) => `await ${call};`).join('\n')}\n`;
  expect(compilePackage(emit(design).set('src/use.ts', code)).problems).toEqual([]);
});

test("GitHub's description becomes a package that compiles", () => {
  const file = new URL('../../../node_modules/@octokit/openapi/generated/api.github.com.json', import.meta.url);
  const design = importedDesign(JSON.parse(readFileSync(file, 'utf8')) as Json);
  const files = emit(design);
  const { problems, output } = compilePackage(files);
  expect(problems).toEqual([]);
  expect(design.methods.length).toBeGreaterThan(1000);
  expect(output.get('resources/repos.d.ts')).toContain('get(params: ReposGetParams, options?: RequestOptions)');
});
