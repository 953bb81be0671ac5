import { afterEach, expect, test } from 'vitest';
import type { ControlMessage } from '#core/nodes/channel.ts';
import { leastOf } from '#tools/testing/least-of.ts';
import { db, transaction } from '../db.ts';
import { createKey } from '../keys/create-key.ts';
import { deleteKey } from '../keys/delete-key.ts';
import { newId } from '../new-id.ts';
import { newWorkspace } from '../testing/workspace-fixture.ts';
import { appendRevision } from './append-revision.ts';
import type { AdmittedNode } from './authenticate-node.ts';
import { nodeMessages } from './node-messages.ts';

const everyone: AdmittedNode = { groupId: 'default', workspaceId: null, tokenId: 'token' };
const open: AbortController[] = [];

afterEach(() => open.splice(0).forEach((controller) => controller.abort()));

/** A connected node that keeps what it is told. */
function connect(group: AdmittedNode, place: { epoch: string; after: number }) {
  const left = new AbortController();
  open.push(left);
  const stream = nodeMessages(group, { nodeId: newId(), ...place }, left.signal);
  const told: ControlMessage[] = [];
  return {
    told,
    leave: () => left.abort(),
    /** Reads on until a message is the one that is waited for. */
    async until(wanted: (message: ControlMessage) => boolean): Promise<ControlMessage> {
      for (;;) {
        const { value, done } = await stream.next();
        if (done) throw new Error('the stream ended');
        told.push(value);
        if (wanted(value)) return value;
      }
    },
  };
}

const isSynced = (message: ControlMessage) => message.type === 'synced';
const revisionOf = (id: string) => (message: ControlMessage) =>
  message.type === 'revision' && message.revision.id === id;

test('a node that starts from nothing is told all that exists, and later only what changes', async () => {
  const owner = await newWorkspace();
  const kept: string[] = [];
  for (const name of ['One', 'Two', 'Three', 'Four', 'Five']) kept.push((await createKey.execute(owner, { name })).id);
  const gone = await createKey.execute(owner, { name: 'Gone' });
  await deleteKey.execute(owner, { keyId: gone.id });
  const node = connect(everyone, { epoch: '', after: 0 });
  await node.until(isSynced);
  expect(node.told[0]).toMatchObject({ type: 'hello', full: true, groupId: 'default' });
  const ids = node.told.map((message) => (message.type === 'revision' ? message.revision.id : ''));
  expect(ids).toEqual(expect.arrayContaining(kept));
  expect(ids).not.toContain(gone.id);

  const toldAfterMs = await leastOf(1000, async () => {
    const keyId = kept.pop() ?? '';
    node.told.length = 0;
    const started = performance.now();
    await Promise.all([node.until(revisionOf(keyId)), deleteKey.execute(owner, { keyId })]);
    const ms = performance.now() - started;
    expect(node.told).toMatchObject([{ type: 'revision', revision: { kind: 'key', id: keyId, body: null } }]);
    await node.until(isSynced);
    return ms;
  });
  expect(toldAfterMs).toBeLessThan(1000);
});

test('a node that was away is told what it missed; one of another epoch or ahead of the log is told everything', async () => {
  const owner = await newWorkspace();
  const before = await createKey.execute(owner, { name: 'Before' });
  const { epoch, revisionSeq } = await db().installation.findUniqueOrThrow({ where: { id: 1 } });
  const missed = await createKey.execute(owner, { name: 'Missed' });
  const after = Number(revisionSeq);
  const revisions = async (place: { epoch: string; after: number }) => {
    const node = connect(everyone, place);
    await node.until(isSynced);
    const hello = node.told[0];
    const ids = node.told.flatMap((message) => (message.type === 'revision' ? [message.revision.id] : []));
    return { full: hello?.type === 'hello' && hello.full, ids };
  };
  expect(await revisions({ epoch, after })).toEqual({ full: false, ids: [missed.id] });
  for (const place of [
    { epoch: 'another', after },
    { epoch, after: after + 1000 },
  ]) {
    const { full, ids } = await revisions(place);
    expect(full).toBe(true);
    expect(ids).toEqual(expect.arrayContaining([before.id, missed.id]));
  }
});

test('a group learns that a stage is not its own, and a group of one workspace nothing of the others', async () => {
  const [one, other] = [await newWorkspace(), await newWorkspace()];
  const { id: ownKey } = await createKey.execute(one, { name: 'Own' });
  const { id: foreignKey } = await createKey.execute(other, { name: 'Foreign' });
  const { epoch } = await db().installation.findUniqueOrThrow({ where: { id: 1 } });
  const stageId = `${newId()}/prod`;
  const hash = 'a'.repeat(64);
  const body = {
    ...{ workspaceId: one.workspaceId, apiId: 'api', stageName: 'prod', deploymentId: 'd', version: 1 },
    ...{ snapshotHash: hash, variables: {}, canary: null, methodSettings: {} },
    ...{ accountId: '', cacheClusterSize: null, cacheEpoch: 0, authorizerCacheEpoch: 0, accessLogSettings: null },
  };
  const stage = { kind: 'stage' as const, id: stageId, workspaceId: one.workspaceId, groupIds: ['default'], body };
  await transaction((tx) => appendRevision(tx, stage));
  const told = async (group: AdmittedNode) => {
    const node = connect(group, { epoch, after: 0 });
    await node.until(isSynced);
    return new Map(node.told.flatMap((m) => (m.type === 'revision' ? [[m.revision.id, m.revision.body]] : [])));
  };
  const shared = await told(everyone);
  expect(shared.get(stageId)).toMatchObject({ snapshotHash: hash });
  expect([...shared.keys()]).toEqual(expect.arrayContaining([ownKey, foreignKey]));
  const own = await told({ ...everyone, groupId: 'another', workspaceId: one.workspaceId });
  expect(own.get(stageId)).toBeNull();
  expect(own.get(ownKey)).not.toBeNull();
  expect(own.has(foreignKey)).toBe(false);
});

test('no revision is skipped while writers race and some of them fail', async () => {
  const owner = await newWorkspace();
  const { epoch, revisionSeq } = await db().installation.findUniqueOrThrow({ where: { id: 1 } });
  const node = connect(everyone, { epoch, after: Number(revisionSeq) });
  const ids = Array.from({ length: 60 }, () => newId());
  const last = newId();
  const append = (id: string) => ({
    kind: 'key' as const,
    id,
    workspaceId: owner.workspaceId,
    groupIds: [],
    body: null,
  });
  const written = (async () => {
    await Promise.allSettled(
      ids.map((id, index) =>
        transaction(async (tx) => {
          await appendRevision(tx, append(id));
          // Numbers are taken while the transaction is open: it must not matter how long, or whether it commits.
          await tx.$queryRaw`SELECT pg_sleep(${Math.random() / 100})::text`;
          if (index % 7 === 3) throw new Error('rolled back');
        }),
      ),
    );
    await transaction((tx) => appendRevision(tx, append(last)));
  })();
  await Promise.all([written, node.until(revisionOf(last))]);
  const told = node.told.flatMap((m) => (m.type === 'revision' ? [m.revision] : []));
  expect(told.map((revision) => revision.seq)).toEqual(told.map((revision) => revision.seq).toSorted((a, b) => a - b));
  const expected = ids.filter((_, index) => index % 7 !== 3);
  expect(new Set(told.map((revision) => revision.id))).toEqual(new Set([...expected, last]));
});

test('a waiting test call goes to one node of its group', async () => {
  const owner = await newWorkspace();
  const { epoch, revisionSeq } = await db().installation.findUniqueOrThrow({ where: { id: 1 } });
  const place = { epoch, after: Number(revisionSeq) };
  const nodes = [
    connect(everyone, place),
    connect(everyone, place),
    connect({ ...everyone, groupId: 'another' }, place),
  ];
  await Promise.all(nodes.map((node) => node.until(isSynced)));
  const taskId = newId();
  const { workspaceId } = owner;
  const request = { httpMethod: 'GET', target: '/', rawHeaders: [], body: null };
  const task = {
    taskId,
    workspaceId,
    apiId: 'api',
    stageName: 'test',
    accountId: '123456789012',
    stageVariables: {},
    snapshotHash: 'x',
    request,
  };
  await db().testCall.create({ data: { id: taskId, workspaceId, groupId: 'default', task: { type: 'test', task } } });
  // Between two revisions that are written later each of them has asked for calls.
  for (const id of [newId(), newId()]) {
    await transaction((tx) => appendRevision(tx, { kind: 'key', id, workspaceId, groupIds: [], body: null }));
    await Promise.all(nodes.map((node) => node.until(revisionOf(id))));
  }
  const takers = nodes.flatMap((node, index) => node.told.filter((m) => m.type === 'test').map(() => index));
  expect(takers).toHaveLength(1);
  expect(takers[0]).toBeLessThan(2);
  const { nodeId } = await db().testCall.findUniqueOrThrow({ where: { id: taskId } });
  expect(nodeId).not.toBeNull();
});
