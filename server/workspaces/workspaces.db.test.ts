import { expect, test } from 'vitest';
import { db } from '../db.ts';
import { ensureInstallation } from '../jobs/ensure-installation.ts';
import { errorCode } from '../testing/error-of.ts';
import { addMember, newWorkspace } from '../testing/workspace-fixture.ts';
import { createWorkspace } from './create-workspace.ts';
import { setAllowedAddresses } from './set-allowed-addresses.ts';
import { updateWorkspace } from './update-workspace.ts';
import { workspaceSettings } from './workspace-settings.ts';
import { pushUnknownWorkspaces } from './workspace-state.ts';

const revisionOf = (id: string) => db().revision.findFirst({ where: { kind: 'workspace', id } });

test('nodes know a workspace from its creation on, and each setting at once', async () => {
  const someone = await newWorkspace();
  const { id } = await createWorkspace.execute(someone, { name: 'Second' });
  const owner = { ...someone, workspaceId: id };
  expect((await revisionOf(id))?.body).toMatchObject({ workspaceId: id, allowedAddresses: [], endpoints: {} });

  const allowedAddresses = ['127.0.0.0/8', '::1', '10.1.2.3', 'fd00::/8'];
  await setAllowedAddresses.execute(owner, { allowedAddresses });
  const endpoints = { dynamodb: 'http://127.0.0.1:8000', '*': 'https://aws.example.com' };
  await updateWorkspace.execute(owner, { endpoints });
  const { accountId } = await db().workspace.findUniqueOrThrow({ where: { id } });
  expect((await revisionOf(id))?.body).toEqual({ workspaceId: id, accountId, allowedAddresses, endpoints });
  expect(await workspaceSettings.execute(owner, {})).toEqual({
    ...{ name: 'Second', apiKeyMode: 'RECOVERABLE', accountId, allowedAddresses, endpoints },
  });
});

test('only an owner opens private addresses, and only addresses and names can be opened', async () => {
  const owner = await newWorkspace();
  const admin = await addMember(owner.workspaceId, 'admin');
  expect(await errorCode(setAllowedAddresses.execute(admin, { allowedAddresses: ['10.0.0.1'] }))).toBe('FORBIDDEN');
  for (const wrong of ['10.0.0.0/33', '*', 'http://backend', '']) {
    expect(await errorCode(setAllowedAddresses.execute(owner, { allowedAddresses: [wrong] }))).toBe('BAD_INPUT');
  }
  expect(await errorCode(updateWorkspace.execute(admin, { endpoints: { s3: 'ftp://example.com' } }))).toBe('BAD_INPUT');
  await updateWorkspace.execute(admin, { endpoints: { s3: 'https://s3.example.com' } });
});

test('a workspace that nodes were never told of is sent once', async () => {
  await ensureInstallation();
  const { workspaceId } = await newWorkspace();
  expect(await revisionOf(workspaceId)).toBeNull();
  await Promise.all([pushUnknownWorkspaces(), pushUnknownWorkspaces()]);
  const first = await revisionOf(workspaceId);
  expect(first?.body).toMatchObject({ workspaceId });
  await pushUnknownWorkspaces();
  expect((await revisionOf(workspaceId))?.seq).toBe(first?.seq);
});
