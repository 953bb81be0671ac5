import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { designSchema } from '../apis/design.ts';
import { canonicalJson } from '../snapshot/hash.ts';
import { apiSnapshotSchema } from '../snapshot/schema.ts';
import { compile } from './compile.ts';
import { fillDesign, type ShortDesign } from '../testing/fill-design.ts';

// Each golden is `{ design, compiled }`, the design in short form. UPDATE_GOLDENS=1 writes `compiled` anew: read the diff.
const folder = join(import.meta.dirname, 'testdata');
const goldens = readdirSync(folder).filter((name) => name.endsWith('.json'));

type Golden = { design: ShortDesign; compiled?: unknown };

test.each(goldens)('%s', (name) => {
  const file = join(folder, name);
  const golden = JSON.parse(readFileSync(file, 'utf8')) as Golden;
  const compiled = compile(fillDesign(golden.design));
  if (process.env.UPDATE_GOLDENS) writeFileSync(file, JSON.stringify({ design: golden.design, compiled }, null, 2));
  expect(compiled).toEqual((JSON.parse(readFileSync(file, 'utf8')) as Golden).compiled);
  if (compiled.snapshot) expect(apiSnapshotSchema.parse(compiled.snapshot)).toEqual(compiled.snapshot);
  expect(compiled.snapshot === null).toBe(compiled.problems.some((problem) => problem.level === 'error'));
});

test('the order of a design makes no difference', () => {
  const { design: short } = JSON.parse(readFileSync(join(folder, 'petstore.json'), 'utf8')) as Golden;
  const design = fillDesign(short);
  const shuffled = {
    ...design,
    resources: design.resources.toReversed(),
    methods: design.methods.toReversed(),
    models: design.models.toReversed(),
  };
  expect(canonicalJson(compile(shuffled))).toBe(canonicalJson(compile(design)));
});

test('no text in a design makes it throw', () => {
  const { design: short } = JSON.parse(readFileSync(join(folder, 'petstore.json'), 'utf8')) as Golden;
  const hostile = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^[${}()[\]*+?|^\\.#'"/:@a-z]{0,40}$/),
    fc.constantFrom(
      '${stageVariables.',
      '#set(',
      '(((((',
      '{"$ref":"#/a/b"}',
      '{"$ref":"#"}',
      'https://[',
      '__proto__',
    ),
  );
  fc.assert(
    fc.property(hostile, hostile, hostile, (one, two, three) => {
      const design = fillDesign(short);
      const [method] = design.methods;
      if (!method?.integration) throw new Error('petstore begins with a method');
      Object.assign(method.integration, {
        type: 'HTTP',
        httpMethod: 'GET',
        uri: `http://${one}`,
        requestParameters: { [two]: three },
      });
      method.integration.requestTemplates = { 'application/json': one };
      method.requestParameters = { [three]: true };
      const [response] = method.integration.integrationResponses;
      Object.assign(response ?? {}, { selectionPattern: two, responseParameters: { [one]: two } });
      design.models.push({ id: 'x', name: 'Hostile', description: null, contentType: one, schema: three });
      design.gatewayResponses = [
        { responseType: 'THROTTLED', statusCode: null, responseParameters: { [one]: two }, responseTemplates: {} },
      ];
      compile(design);
    }),
    { numRuns: 200 },
  );
}, 60_000);

test('a schema nested a hundred thousand deep is a problem, not a crash', () => {
  const deep = `${'{"items":'.repeat(100_000)}{}${'}'.repeat(100_000)}`;
  const design = fillDesign({ models: { Deep: deep } });
  expect(designSchema.safeParse(design).success).toBe(false);
  expect(compile(design).problems).toContainEqual(expect.objectContaining({ code: 'bad-model', level: 'warning' }));
});
