import { expect, test } from 'vitest';
import { isBarrel, parse, readImports } from './imports.ts';
import { readImpurities } from './impurities.ts';

function importsOf(text: string): [string, boolean][] {
  return readImports(parse('file.tsx', text)).map(({ specifier, isTypeOnly }) => [specifier, isTypeOnly]);
}

test.each([
  ["import './a.ts'", './a.ts', false],
  ["import a from './a.ts'", './a.ts', false],
  ["import * as a from '#core/a.ts'", '#core/a.ts', false],
  ["import { type A, b } from './a.ts'", './a.ts', false],
  ["import type { A } from './a.ts'", './a.ts', true],
  ["import { type A, type B } from './a.ts'", './a.ts', true],
  ["import {} from './a.ts'", './a.ts', false],
  ["export { a } from './a.ts'", './a.ts', false],
  ["export * from './a.ts'", './a.ts', false],
  ["export type { A } from './a.ts'", './a.ts', true],
  ["export { type A } from './a.ts'", './a.ts', true],
  ["const a = await import('./a.ts')", './a.ts', false],
  ["const A = lazy(() => import('./a.tsx'))", './a.tsx', false],
  ["type A = import('./a.ts').A", './a.ts', true],
  ["const a = require('./a.ts')", './a.ts', false],
  ["new Worker(new URL('./a.ts', import.meta.url))", './a.ts', false],
  ['const a = await import(`./${name}.ts`)', '?', false],
])('%s', (text, specifier, isTypeOnly) => {
  expect(importsOf(text)).toEqual([[specifier, isTypeOnly]]);
});

test('text that only looks like an import is none', () => {
  expect(importsOf("// import './a.ts'\nconst a = \"import './b.ts'\"; const url = new URL('./c.ts', base);")).toEqual(
    [],
  );
  expect(importsOf("const file = new URL('./table.json', import.meta.url);")).toEqual([]);
});

test('a barrel does nothing but re-export', () => {
  expect(isBarrel(parse('a.ts', "export * from './a.ts'; export { b } from './b.ts';"))).toBe(true);
  expect(isBarrel(parse('a.ts', "export * from './a.ts'; export const b = 1;"))).toBe(false);
  expect(isBarrel(parse('a.ts', 'export {};'))).toBe(false);
});

test.each([
  ['Date.now()', ['Date.now']],
  ['new Date()', ['new Date()']],
  ['new Date(time)', []],
  ['process.env.HOME', ['process.env']],
  ['Math.random() + Math.floor(1)', ['Math.random']],
  ["fetch('/')", ['fetch()']],
  ["const text = 'Date.now()'", []],
])('%s takes %j from outside', (text, expected) => {
  expect(readImpurities(parse('a.ts', text)).map(({ what }) => what)).toEqual(expected);
});
