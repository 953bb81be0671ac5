import { afterEach, beforeAll, expect, test } from 'vitest';
import type { ControlMessage } from '#core/nodes/channel.ts';
import { createAccessKey } from '../access-keys/create-access-key.ts';
import type { Member } from '../actor.ts';
import { createCredential } from '../credentials/create-credential.ts';
import { updateCredential } from '../credentials/update-credential.ts';
import { db } from '../db.ts';
import { newId } from '../new-id.ts';
import { sealingNode } from '../testing/sealing-node.ts';
import { newWorkspace } from '../testing/workspace-fixture.ts';
import { nodeMessages } from './node-messages.ts';

const open: AbortController[] = [];
afterEach(() => open.splice(0).forEach((controller) => controller.abort()));

/** What a node that starts from nothing is told before it is in step. */
async function told(workspaceId: string | null, sealKey?: string): Promise<ControlMessage[]> {
  const left = new AbortController();
  open.push(left);
  const group = { groupId: 'default', workspaceId, tokenId: 'token' };
  const messages: ControlMessage[] = [];
  for await (const message of nodeMessages(group, { nodeId: newId(), epoch: '', after: 0, sealKey }, left.signal)) {
    messages.push(message);
    if (message.type === 'synced') break;
  }
  return messages;
}

function sealedOf(messages: ControlMessage[], id: string): string | null | undefined {
  for (const message of messages) {
    if (message.type !== 'revision' || message.revision.id !== id) continue;
    const { body } = message.revision;
    return body && 'sealed' in body ? body.sealed : null;
  }
  return undefined;
}

let owner: Member;
let accessKey: { accessKeyId: string; secretAccessKey: string };
let credentialId: string;
const upstreamSecret = `upstream-${newId()}`;
const upstreamToken = `token-${newId()}`;

beforeAll(async () => {
  owner = await newWorkspace();
  accessKey = await createAccessKey.execute(owner, { name: 'CI' });
  const secret = { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: upstreamSecret, sessionToken: upstreamToken };
  ({ credentialId } = await createCredential.execute(owner, { name: 'AWS', ...secret }));
});

test('a node gets each secret sealed to its own key, and one without a key gets none', async () => {
  const [node, other] = [sealingNode(), sealingNode()];
  const messages = await told(null, node.sealKey);
  const [key, credential] = [sealedOf(messages, accessKey.accessKeyId), sealedOf(messages, credentialId)];
  const secret = { secretAccessKey: accessKey.secretAccessKey, sessionToken: null };
  expect(JSON.parse(node.open(key ?? '', `access-key ${accessKey.accessKeyId}`))).toEqual(secret);
  const pair = { secretAccessKey: upstreamSecret, sessionToken: upstreamToken };
  expect(JSON.parse(node.open(credential ?? '', `credential ${credentialId}`))).toEqual(pair);
  expect(() => other.open(key ?? '', `access-key ${accessKey.accessKeyId}`)).toThrow();

  const without = await told(null);
  expect(sealedOf(without, accessKey.accessKeyId)).toBeNull();
  expect(sealedOf(without, credentialId)).toBeNull();
});

test('a group of another workspace is told of neither the keys, the credentials nor the workspace', async () => {
  const stranger = await newWorkspace();
  const text = JSON.stringify(await told(stranger.workspaceId, sealingNode().sealKey));
  for (const id of [accessKey.accessKeyId, credentialId, owner.workspaceId]) expect(text).not.toContain(id);
});

test('a new secret comes with a new revision', async () => {
  const { sealKey, open: openSealed } = sealingNode();
  const secret = { accessKeyId: 'AKIAOTHER', secretAccessKey: 'rotated-secret' };
  await updateCredential.execute(owner, { credentialId, secret });
  const sealed = sealedOf(await told(owner.workspaceId, sealKey), credentialId);
  const opened: unknown = JSON.parse(openSealed(sealed ?? '', `credential ${credentialId}`));
  expect(opened).toEqual({ secretAccessKey: 'rotated-secret', sessionToken: null });
});

test('no stream, no revision, no audit row and no row of the tables holds a secret in clear', async () => {
  const secrets = [accessKey.secretAccessKey, upstreamSecret, upstreamToken, 'rotated-secret'];
  const stored = [
    await db().revision.findMany(),
    await db().auditEntry.findMany(),
    await db().accessKey.findMany(),
    await db().credential.findMany(),
    await told(null, sealingNode().sealKey),
  ];
  const text = JSON.stringify(stored, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  expect(text).toContain(accessKey.accessKeyId);
  for (const secret of secrets) {
    expect(text).not.toContain(secret);
    expect(text).not.toContain(Buffer.from(secret).toString('base64').replace(/=+$/, ''));
  }
});

test('a secret that does not open any more keeps nothing else from the nodes', async () => {
  const broken = await createAccessKey.execute(owner, { name: 'Broken' });
  await db().accessKey.update({ where: { id: broken.accessKeyId }, data: { secret: 'AQAA' } });
  const { sealKey, open: openSealed } = sealingNode();
  const messages = await told(owner.workspaceId, sealKey);
  expect(sealedOf(messages, broken.accessKeyId)).toBeNull();
  const sealed = sealedOf(messages, accessKey.accessKeyId) ?? '';
  expect(openSealed(sealed, `access-key ${accessKey.accessKeyId}`)).toContain(accessKey.secretAccessKey);
});
