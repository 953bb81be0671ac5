import { beforeEach, expect, test } from 'vitest';
import type { Member } from '../actor.ts';
import { db } from '../db.ts';
import { errorCode } from '../testing/error-of.ts';
import { newWorkspace } from '../testing/workspace-fixture.ts';
import { createCredential } from './create-credential.ts';
import { deleteCredential } from './delete-credential.ts';
import { listCredentials } from './list-credentials.ts';
import { setDefaultCredential } from './set-default-credential.ts';
import { updateCredential } from './update-credential.ts';

const pair = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'very-secret' };

let owner: Member;
beforeEach(async () => {
  owner = await newWorkspace();
});

const bodyOf = async (id: string) => (await db().revision.findFirst({ where: { kind: 'credential', id } }))?.body;
const defaults = async () =>
  (await listCredentials.execute(owner, {})).items.filter((each) => each.isDefault).map((each) => each.name);

test('the first credentials are the default, and there is one default at a time', async () => {
  const first = await createCredential.execute(owner, { name: 'First', ...pair });
  const second = await createCredential.execute(owner, { name: 'Second', ...pair });
  expect(await defaults()).toEqual(['First']);
  await setDefaultCredential.execute(owner, second);
  expect(await defaults()).toEqual(['Second']);
  expect(await bodyOf(first.credentialId)).toMatchObject({ isDefault: false });
  expect(await bodyOf(second.credentialId)).toMatchObject({ isDefault: true });
  await createCredential.execute(owner, { name: 'Third', ...pair, isDefault: true });
  expect(await defaults()).toEqual(['Third']);
});

test('nodes are told the facts, and no answer holds the secret', async () => {
  const roleArns = ['arn:aws:iam::123456789012:role/sluice'];
  const { credentialId } = await createCredential.execute(owner, { name: 'AWS', ...pair, roleArns });
  expect(await bodyOf(credentialId)).toEqual({
    ...{ workspaceId: owner.workspaceId, id: credentialId, name: 'AWS', isDefault: true, roleArns },
    ...{ accessKeyId: pair.accessKeyId, sealed: null },
  });
  const answers = [
    await listCredentials.execute(owner, {}),
    await updateCredential.execute(owner, { credentialId, secret: { ...pair, accessKeyId: 'AKIANEWER' } }),
    await deleteCredential.execute(owner, { credentialId }),
  ];
  expect(JSON.stringify(answers)).not.toContain(pair.secretAccessKey);
  expect(await bodyOf(credentialId)).toBeNull();
});

test('a name is taken once, and a role is written as an ARN', async () => {
  const { credentialId } = await createCredential.execute(owner, { name: 'One', ...pair });
  await createCredential.execute(owner, { name: 'Two', ...pair });
  expect(await errorCode(createCredential.execute(owner, { name: 'Two', ...pair }))).toBe('CONFLICT');
  expect(await errorCode(updateCredential.execute(owner, { credentialId, name: 'Two' }))).toBe('CONFLICT');
  await updateCredential.execute(owner, { credentialId, name: 'One' });
  const wrong = updateCredential.execute(owner, { credentialId, roleArns: ['role/sluice'] });
  expect(await errorCode(wrong)).toBe('BAD_INPUT');
});
