import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, expect, test } from 'vitest';
import type { Design } from '../apis/design.ts';
import { designSchema } from '../apis/design.ts';
import { exportOpenApi } from './export.ts';
import type { ImportResult } from './import.ts';
import { parseDocument } from './parse-document.ts';
import { importDocument, itemsOf, withoutIds } from './testdata/read.ts';

const file = createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json');
const verbs = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

let operationsInFile = 0;
/** Time of the processor, so that a busy machine does not fail the test. */
let milliseconds = 0;
let result: ImportResult;
let design: Design;

beforeAll(() => {
  const text = readFileSync(file, 'utf8');
  const { paths } = JSON.parse(text) as { paths: Record<string, Record<string, unknown>> };
  for (const item of Object.values(paths))
    operationsInFile += Object.keys(item).filter((key) => verbs.includes(key)).length;
  const started = process.threadCpuUsage();
  result = importDocument(parseDocument(text), { text });
  const { user, system } = process.threadCpuUsage(started);
  milliseconds = Math.round((user + system) / 1000);
  design = result.design;
}, 60_000);

test('every operation of GitHub is carried or reported', ({ annotate }) => {
  const { counts } = result.report;
  const skipped = itemsOf(result, 'operation-skipped').reduce((sum, item) => sum + item.count, 0);
  expect(operationsInFile).toBeGreaterThan(1000);
  expect(counts.operations).toBe(operationsInFile);
  expect(counts.methods + counts.skippedOperations).toBe(operationsInFile);
  expect(skipped).toBe(counts.skippedOperations);
  expect(counts.methods).toBeGreaterThan(operationsInFile - 5);
  expect(counts.errors).toBe(0);
  return annotate(`${counts.methods} methods, ${counts.models} models in ${milliseconds} ms`);
});

test('it is read and imported within 4 s of computing', () => {
  expect(milliseconds).toBeLessThan(4000);
});

test('the report stays short, and each item has a place', () => {
  expect(result.report.items.length).toBeLessThan(30);
  for (const item of result.report.items) {
    expect(item.line).toBeGreaterThan(0);
    expect(item.pointers.length).toBeLessThanOrEqual(10);
  }
  expect(itemsOf(result, 'path-not-supported').map(({ pointer }) => pointer)).toEqual([
    '/paths/~1repos~1{owner}~1{repo}~1compare~1{base}...{head}',
  ]);
});

test('the design keeps to its schema, and every model that is named exists', () => {
  expect(designSchema.safeParse(design).error).toBeUndefined();
  const models = new Set(design.models.map(({ name }) => name));
  const named = design.methods.flatMap((method) => [
    ...Object.values(method.requestModels),
    ...method.methodResponses.flatMap(({ responseModels }) => Object.values(responseModels)),
  ]);
  expect(named.filter((name) => !models.has(name))).toEqual([]);
  const references = design.models.flatMap(({ schema }) => [...schema.matchAll(/"\$ref": "#\/models\/([^"]+)"/g)]);
  expect(references.length).toBeGreaterThan(1000);
  expect(references.filter((match) => !models.has(match[1] ?? ''))).toEqual([]);
});

test('exporting and importing it again changes nothing', () => {
  const again = importDocument(exportOpenApi(design, { version: '3.0', extensions: 'all' }), { integration: 'none' });
  expect(again.report.counts.errors).toBe(0);
  expect(withoutIds(again.design)).toEqual(withoutIds(design));
}, 30_000);
