import { expect, test } from 'vitest';
import { sha256Hex } from '#core/snapshot/hash.ts';
import { type KeyState, keyStateSchema } from '#core/snapshot/revision.ts';
import { db } from '../db.ts';
import { createPlan } from '../plans/create-plan.ts';
import { errorCode } from '../testing/error-of.ts';
import { newStage, newWorkspace } from '../testing/workspace-fixture.ts';
import { updateWorkspace } from '../workspaces/update-workspace.ts';
import { createKey } from './create-key.ts';
import { deleteKey } from './delete-key.ts';
import { getKey } from './get-key.ts';
import { listKeys } from './list-keys.ts';
import { revealKey } from './reveal-key.ts';
import { rotateKey } from './rotate-key.ts';
import { updateKey } from './update-key.ts';

async function pushedKey(id: string): Promise<KeyState | null> {
  const row = await db().revision.findUniqueOrThrow({ where: { kind_id: { kind: 'key', id } } });
  return row.body === null ? null : keyStateSchema.parse(row.body);
}

/** Every cell of every table, as text. */
async function wholeDatabase(): Promise<string> {
  const tables = await db().$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`;
  const dumps: string[] = [];
  for (const { name } of tables) {
    const rows = await db().$queryRawUnsafe<{ row: string }[]>(`SELECT t::text AS row FROM "${name}" t`);
    dumps.push(name, ...rows.map(({ row }) => row));
  }
  return dumps.join('\n');
}

test('a key is found by name, prefix, id and value, read back by a permitted call, and stored nowhere in clear', async () => {
  const owner = await newWorkspace();
  const { id, value } = await createKey.execute(owner, { name: 'Mobile app' });
  expect(value).toMatch(/^[A-Za-z0-9]{40}$/);
  for (const search of ['mobile', id, value.slice(0, 5), value.slice(0, 8), value]) {
    const { items } = await listKeys.execute(owner, { search });
    expect(
      items.map((key) => key.id),
      `search for ${search}`,
    ).toEqual([id]);
  }
  const wrong = `${value.slice(0, 39)}${value.endsWith('a') ? 'b' : 'a'}`;
  expect((await listKeys.execute(owner, { search: wrong })).items).toEqual([]);
  expect(await revealKey.execute(owner, { keyId: id })).toEqual({ value });
  const rotated = await rotateKey.execute(owner, { keyId: id, overlapSeconds: 60 });
  const dump = await wholeDatabase();
  expect(dump).toContain(sha256Hex(value));
  for (const secret of [value, rotated.value]) {
    expect(dump).not.toContain(secret);
    expect(dump).not.toContain(secret.slice(8));
    expect(dump).not.toContain(Buffer.from(secret).toString('hex'));
  }
});

test('a rotated key has both values for the overlap, and only the new one without', async () => {
  const owner = await newWorkspace();
  const { id, value } = await createKey.execute(owner, { name: 'Rotating' });
  const first = await rotateKey.execute(owner, { keyId: id, overlapSeconds: 3600 });
  const pushed = await pushedKey(id);
  expect(new Map(pushed?.secrets.map((secret) => [secret.sha256, secret.expiresAtMs]))).toEqual(
    new Map([
      [sha256Hex(value), first.previousExpiresAt.getTime()],
      [sha256Hex(first.value), null],
    ]),
  );
  const second = await rotateKey.execute(owner, { keyId: id, overlapSeconds: 0 });
  expect((await pushedKey(id))?.secrets).toEqual([{ sha256: sha256Hex(second.value), expiresAtMs: null }]);
  expect(await revealKey.execute(owner, { keyId: id })).toEqual({ value: second.value });
});

test('every change of a key reaches the revision log', async () => {
  const owner = await newWorkspace();
  const apiId = await newStage(owner.workspaceId);
  const plan = await createPlan.execute(owner, { name: 'Gold', stages: [{ apiId, stageName: 'prod' }] });
  const expiresAt = new Date(Date.now() + 86_400_000);
  const { id } = await createKey.execute(owner, { name: 'Key', planIds: [plan.id], expiresAt });
  expect(await pushedKey(id)).toMatchObject({
    enabled: true,
    planIds: [plan.id],
    secrets: [{ expiresAtMs: expiresAt.getTime() }],
  });
  const { reaches } = await getKey.execute(owner, { keyId: id });
  expect(reaches).toMatchObject([{ apiId, stageName: 'prod', planId: plan.id }]);
  await updateKey.execute(owner, { keyId: id, enabled: false, expiresAt: null });
  expect(await pushedKey(id)).toMatchObject({ enabled: false, secrets: [{ expiresAtMs: null }] });
  await deleteKey.execute(owner, { keyId: id });
  expect(await pushedKey(id)).toBeNull();
});

test('two keys of a workspace cannot have one value, however they race; two workspaces can', async () => {
  const [one, other] = [await newWorkspace(), await newWorkspace()];
  const value = 'chosen-by-the-customer-1';
  const outcomes = await Promise.allSettled(['a', 'b', 'c'].map((name) => createKey.execute(one, { name, value })));
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
  expect(await errorCode(createKey.execute(one, { name: 'd', value }))).toBe('CONFLICT');
  expect(await errorCode(createKey.execute(other, { name: 'e', value }))).toBe('no error');
});

test.each(['too-short', 'x'.repeat(129), 'has a space in it, and more', 'ключ-из-двадцати-букв'])(
  'refuses the value %j',
  async (value) => {
    const owner = await newWorkspace();
    expect(await errorCode(createKey.execute(owner, { name: 'Bad', value }))).toBe('BAD_INPUT');
  },
);

test('a show-once workspace keeps no copy, of old keys neither', async () => {
  const owner = await newWorkspace();
  const before = await createKey.execute(owner, { name: 'Before' });
  await updateWorkspace.execute(owner, { apiKeyMode: 'SHOW_ONCE' });
  const after = await createKey.execute(owner, { name: 'After' });
  for (const { id } of [before, after]) {
    expect(await errorCode(revealKey.execute(owner, { keyId: id }))).toBe('PRECONDITION_FAILED');
    expect((await getKey.execute(owner, { keyId: id })).recoverable).toBe(false);
  }
  expect(
    await db().apiKeySecret.count({ where: { workspaceId: owner.workspaceId, encryptedValue: { not: null } } }),
  ).toBe(0);
});
