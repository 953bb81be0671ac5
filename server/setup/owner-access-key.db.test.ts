import { beforeAll, expect, test } from 'vitest';
import { db } from '../db.ts';
import { ensureInstallation } from '../jobs/ensure-installation.ts';
import { decryptSecret } from '../signing-secret.ts';
import { ensureOwner } from './ensure-owner.ts';

const id = 'AKIAOWNEROWNEROWNER2';
const secretAccessKey = 'owner+secret/of-the-environment=';

beforeAll(async () => {
  // Before anything reads the configuration: it is read once.
  Object.assign(process.env, {
    SLUICE_OWNER_EMAIL: 'olga@example.com',
    SLUICE_OWNER_PASSWORD: 'correct horse battery',
    SLUICE_OWNER_ACCESS_KEY_ID: id,
    SLUICE_OWNER_SECRET_ACCESS_KEY: secretAccessKey,
  });
  await ensureInstallation();
  await ensureOwner();
}, 60_000);

test('an installation that starts with the owner’s key in its environment has it from the beginning', async () => {
  const key = await db().accessKey.findUniqueOrThrow({ where: { id }, include: { user: true } });
  expect(key).toMatchObject({ role: 'owner', enabled: true, expiresAt: null, user: { email: 'olga@example.com' } });
  expect(key.policy).toContain('execute-api:Invoke');
  const holder = { kind: 'access-key', id } as const;
  expect(JSON.parse(decryptSecret(holder, key.secret))).toEqual({ secretAccessKey, sessionToken: null });
  expect(JSON.stringify(key)).not.toContain(secretAccessKey);
  expect(await db().revision.findUnique({ where: { kind_id: { kind: 'access-key', id } } })).toMatchObject({
    body: { enabled: true, sealed: null },
  });
  const [audited] = await db().auditEntry.findMany({ where: { workspaceId: key.workspaceId, action: 'setup' } });
  expect(audited?.after).toEqual({ owner: 'olga@example.com', accessKeyId: id });
});

test('the next start makes no second one', async () => {
  await ensureOwner();
  expect(await db().accessKey.count()).toBe(1);
});
