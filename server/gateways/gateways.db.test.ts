import { expect, test } from 'vitest';
import { nodeLostAfterMs, nodeReportEveryMs, type NodeReport } from '#core/nodes/channel.ts';
import { leastOf } from '#tools/testing/least-of.ts';
import { db } from '../db.ts';
import { authenticateNode } from '../push/authenticate-node.ts';
import { nodeMessages } from '../push/node-messages.ts';
import { recordReport } from '../push/record-report.ts';
import { errorCode } from '../testing/error-of.ts';
import { newStage, newWorkspace } from '../testing/workspace-fixture.ts';
import { createGroup } from './create-group.ts';
import { listGroups } from './list-groups.ts';
import { listTokens } from './list-tokens.ts';
import { mintToken } from './mint-token.ts';
import { revokeToken } from './revoke-token.ts';
import { watchGroups } from './watch-groups.ts';

const bearer = (token: string) => new Headers({ authorization: `Bearer ${token}` });

function report(of: Partial<NodeReport>): NodeReport {
  const facts = { name: 'node', version: '1', startedAtMs: Date.now(), epoch: 'e', appliedSeq: 0, stateHash: '' };
  return { nodeId: 'node', refused: [], warnings: [], publicUrl: null, stopping: false, ...facts, ...of };
}

test('a token admits nodes to its group until it is revoked, an open stream too', async () => {
  const owner = await newWorkspace();
  const { id: groupId } = await createGroup.execute(owner, { name: 'Edge' });
  const { id: tokenId, token } = await mintToken.execute(owner, { groupId, name: 'Rack 1' });
  const node = await authenticateNode(bearer(token));
  expect(node).toEqual({ tokenId, groupId, workspaceId: owner.workspaceId });
  expect(JSON.stringify(await db().nodeToken.findMany())).not.toContain(token);
  expect((await listTokens.execute(owner, { groupId })).items).toMatchObject([{ name: 'Rack 1', revokedAt: null }]);

  const left = new AbortController();
  const stream = nodeMessages(node, { nodeId: 'n', epoch: '', after: 0 }, left.signal);
  await stream.next();
  await revokeToken.execute(owner, { tokenId });
  for (const wrong of [token, 'unknown', '']) {
    expect(await errorCode(authenticateNode(bearer(wrong)))).toBe('UNAUTHENTICATED');
  }
  const revokedAt = Date.now();
  for await (const _ of stream);
  expect(Date.now() - revokedAt).toBeLessThan(3 * nodeReportEveryMs);
  left.abort();
}, 30_000);

test('only the first workspace lets nodes into the shared group', async () => {
  const { id: workspaceId } = await db().workspace.findFirstOrThrow({ orderBy: { createdAt: 'asc' } });
  const another = await newWorkspace();
  const first = { ...another, workspaceId };
  const shared = { groupId: 'default', name: 'Node' };
  const { id: tokenId } = await mintToken.execute(first, shared);
  expect(await errorCode(mintToken.execute(another, shared))).toBe('FORBIDDEN');
  expect(await errorCode(revokeToken.execute(another, { tokenId }))).toBe('FORBIDDEN');
  expect((await listTokens.execute(another, { groupId: 'default' })).items).toEqual([]);
  expect((await listGroups.execute(another, {}))[0]).toMatchObject({ id: 'default', shared: true, runByUs: false });
  expect((await listGroups.execute(first, {}))[0]).toMatchObject({ id: 'default', shared: true, runByUs: true });
});

test('a node is live, behind, lost or stopped, and shows only the own stages that it refused', async () => {
  const [owner, stranger] = [await newWorkspace(), await newWorkspace()];
  const [apiId, foreignApi] = [await newStage(owner.workspaceId), await newStage(stranger.workspaceId)];
  await db().installation.update({ where: { id: 1 }, data: { revisionSeq: 7 } });
  const group = { groupId: 'default', workspaceId: null };
  const refused = [apiId, foreignApi].map((id) => ({ id: `${id}/prod`, seq: 5, reason: 'too large' }));
  await recordReport(group, report({ appliedSeq: 4, refused }));
  const shown = async () => (await listGroups.execute(owner, {}))[0]?.nodes[0];
  expect(await shown()).toMatchObject({ state: 'behind', behindBy: 3, refused: [{ id: `${apiId}/prod` }] });
  await recordReport(group, report({ appliedSeq: 7 }));
  expect(await shown()).toMatchObject({ state: 'live', behindBy: 0, refused: [] });
  const longAgo = new Date(Date.now() - nodeLostAfterMs - 1);
  await db().gatewayNode.update({ where: { id: 'node' }, data: { lastSeenAt: longAgo } });
  expect(await shown()).toMatchObject({ state: 'lost' });
  await recordReport(group, report({ appliedSeq: 7, stopping: true }));
  expect(await shown()).toMatchObject({ state: 'stopped' });
  await recordReport(group, report({ appliedSeq: 7 }));
  expect(await shown()).toMatchObject({ state: 'live' });
  const { id: groupId } = await createGroup.execute(stranger, { name: 'Own' });
  const takeover = recordReport({ groupId, workspaceId: stranger.workspaceId }, report({ appliedSeq: 99 }));
  expect(await errorCode(takeover)).toBe('CONFLICT');
});

test('watching tells at once what a node reports', async () => {
  const owner = await newWorkspace();
  const group = { groupId: 'default', workspaceId: null };
  const watch = watchGroups.open(owner, {}, new AbortController().signal);
  await watch.next();
  let nodes = 0;
  const toldAfterMs = await leastOf(2_000, async () => {
    const nodeId = `watched-${(nodes += 1)}-${owner.workspaceId}`;
    const told = (async () => {
      while (!JSON.stringify((await watch.next()).value).includes(nodeId));
    })();
    const started = Date.now();
    await recordReport(group, report({ nodeId }));
    await told;
    return Date.now() - started;
  });
  expect(toldAfterMs).toBeLessThan(2_000);
  await watch.return(undefined);
});
