import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { seal } from '../testing/seal.ts';
import { generateSealKey, loadSealKey } from './seal-key.ts';
import { createSecretTables } from './tables.ts';
import { SealBroken, unsealWith } from './unseal.ts';

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'sluice-seal-'));
  onTestFinished(() => rm(path, { recursive: true }));
  return path;
}

test('a node keeps its key in its folder, for itself alone', async () => {
  const path = await folder();
  const made = await loadSealKey(path);
  expect(await loadSealKey(path)).toEqual(made);
  expect(Buffer.from(made.publicKey, 'base64url')).toHaveLength(32);
  expect((await stat(join(path, 'seal-key'))).mode & 0o777).toBe(0o600);
  expect(await readdir(path)).toEqual(['seal-key']);
  expect((await readFile(join(path, 'seal-key'), 'utf8')).trim()).toBe(made.privateKey);
});

test('a node whose folder cannot be written still has a key', async () => {
  expect((await loadSealKey('/dev/null/no-folder')).publicKey).toMatch(/^[\w-]{43}$/);
});

test('a sealed text opens with the key, kind and id that it was sealed for, and with no other', () => {
  const key = generateSealKey();
  const sealed = seal(key.publicKey, 'credential', 'c1', 'the secret');
  const unseal = unsealWith(key);
  expect(unseal('credential', 'c1', sealed)).toBe('the secret');
  expect(() => unseal('credential', 'c2', sealed)).toThrow(SealBroken);
  expect(() => unseal('access-key', 'c1', sealed)).toThrow(SealBroken);
  expect(() => unsealWith(generateSealKey())('credential', 'c1', sealed)).toThrow(SealBroken);
  const bytes = Buffer.from(sealed, 'base64');
  for (let i = 0; i < bytes.length; i += 1) {
    const changed = Buffer.from(bytes);
    changed[i] = (changed[i] ?? 0) ^ 1;
    expect(() => unseal('credential', 'c1', changed.toString('base64'))).toThrow(SealBroken);
  }
  for (const short of ['', 'AAAA', sealed.slice(0, 40)]) {
    expect(() => unseal('credential', 'c1', short)).toThrow(SealBroken);
  }
  // A public key of small order makes the shared secret zero, which must not be taken.
  const smallOrder = Buffer.concat([Buffer.alloc(32), bytes.subarray(32)]).toString('base64');
  expect(() => unseal('credential', 'c1', smallOrder)).toThrow(SealBroken);
});

const accessKeyId = 'AKIAABCDEFGHIJKLMNOP';
const accessKey = {
  workspaceId: 'w1',
  accessKeyId,
  userArn: 'arn:aws:iam::123456789012:user/ann',
  principalId: 'AIDAANN',
  accountId: '123456789012',
  enabled: true,
  expiresAtMs: null,
  policy: null,
};
const secret = { secretAccessKey: 'hidden', sessionToken: null };

test('tables know what is sealed to them, and forget what is gone', () => {
  const key = generateSealKey();
  const { accessKeys, credentials, workspaces } = createSecretTables(key);
  const sealed = seal(key.publicKey, 'access-key', accessKeyId, JSON.stringify(secret));
  accessKeys.set(accessKeyId, { ...accessKey, sealed });
  expect(accessKeys.find(accessKeyId)).toEqual({ ...accessKey, ...secret });
  accessKeys.set(accessKeyId, { ...accessKey, sealed: null });
  expect(accessKeys.find(accessKeyId)).toBeNull();

  const credential = (id: string, change: object) => ({
    ...{ workspaceId: 'w1', id, name: id, isDefault: false, roleArns: [] as string[], accessKeyId: `AKIA${id}` },
    ...change,
    sealed: seal(key.publicKey, 'credential', id, JSON.stringify(secret)),
  });
  credentials.set('a', credential('a', { isDefault: true }));
  credentials.set('b', credential('b', { roleArns: ['arn:aws:iam::1:role/r'] }));
  credentials.set('c', credential('c', { workspaceId: 'w2', isDefault: true, roleArns: ['arn:aws:iam::1:role/s'] }));
  expect(credentials.forWorkspace('w1', null)).toMatchObject({ id: 'a', secretAccessKey: 'hidden' });
  expect(credentials.forWorkspace('w1', 'arn:aws:iam::1:role/r')).toMatchObject({ id: 'b' });
  expect(credentials.forWorkspace('w1', 'arn:aws:iam::1:role/s')).toBeNull();
  credentials.set('a', null);
  expect(credentials.forWorkspace('w1', null)).toBeNull();

  workspaces.set('w1', { workspaceId: 'w1', accountId: '123456789012', allowedAddresses: [], endpoints: {} });
  expect(workspaces.get('w1')?.accountId).toBe('123456789012');
  workspaces.set('w1', null);
  expect(workspaces.get('w1')).toBeNull();
});

test('without a key, or with a secret of another form, nothing is readable', () => {
  const key = generateSealKey();
  const sealed = seal(key.publicKey, 'access-key', accessKeyId, JSON.stringify({ other: 1 }));
  for (const tables of [createSecretTables(null), createSecretTables(key)]) {
    tables.accessKeys.set(accessKeyId, { ...accessKey, sealed });
    expect(tables.accessKeys.find(accessKeyId)).toBeNull();
  }
});
