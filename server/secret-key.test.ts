import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readOrCreateSecretKey } from './secret-key.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-key-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a key is made once, readable by its owner only, and kept', () => {
  const file = join(folder, 'data', 'secret-key');
  const made = readOrCreateSecretKey(file, 32);
  expect(made).toHaveLength(32);
  expect(readOrCreateSecretKey(file, 32)).toEqual(made);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(folder, 'data'))).toEqual(['secret-key']);
});

test('a damaged key is refused, not replaced', () => {
  const file = join(folder, 'secret-key');
  writeFileSync(file, 'c2hvcnQ=');
  expect(() => readOrCreateSecretKey(file, 32)).toThrow('expected 32 bytes in base64');
});
