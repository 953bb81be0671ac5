import { expect, test } from 'vitest';
import { fixLock } from './fix-lock.mjs';

test('optional packages that were dropped come back with the platform that their name tells', () => {
  const lock = {
    name: 'product',
    packages: {
      '': { name: 'product' },
      'node_modules/tool': {
        version: '1.0.0',
        optionalDependencies: {
          '@tool/win32-arm64': '^1.0.0',
          '@tool/linux-x64-gnu': '1.0.0',
          '@tool/wasm32': '1.0.0',
        },
      },
      'node_modules/@tool/linux-x64-gnu': { version: '1.0.0', optional: true },
    },
  };
  const fixed = fixLock(lock);
  expect(fixed.added).toEqual(['@tool/win32-arm64', '@tool/wasm32']);
  expect(Object.keys(fixed.lock.packages)).toEqual([
    '',
    'node_modules/@tool/linux-x64-gnu',
    'node_modules/@tool/wasm32',
    'node_modules/@tool/win32-arm64',
    'node_modules/tool',
  ]);
  expect(fixed.lock.packages).toMatchObject({
    'node_modules/@tool/win32-arm64': { version: '1.0.0', optional: true, os: ['win32'], cpu: ['arm64'] },
    'node_modules/@tool/wasm32': { version: '1.0.0', optional: true, os: ['none'] },
  });
});

test('a package that a nested folder or an outer one holds is not added again', () => {
  const lock = {
    packages: {
      'node_modules/a': { version: '1.0.0' },
      'node_modules/a/node_modules/b': { version: '2.0.0', optionalDependencies: { c: '1.0.0', d: '1.0.0' } },
      'node_modules/a/node_modules/c': { version: '1.0.0' },
      'node_modules/d': { version: '1.0.0' },
    },
  };
  expect(fixLock(lock).added).toEqual([]);
});

test('what nothing needs is dropped', () => {
  const lock = { packages: { 'node_modules/left-over': { version: '1.0.0', extraneous: true } } };
  expect(fixLock(lock).lock.packages).toEqual({});
});
