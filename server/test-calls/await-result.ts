import { setTimeout as sleep } from 'node:timers/promises';
import { SluiceError } from '#core/errors.ts';
import type { Member } from '../actor.ts';
import { db } from '../db.ts';
import { connectedNodes } from '../stages/live-state.ts';

/** A method's integration may take 29 s; what is left is for the way to the node and back. */
const waitMs = 35_000;
const pollMs = { first: 25, most: 250 } as const;

/** The stage name that a call sees when none was chosen, as in AWS API Gateway's console. */
export const testStageName = 'test-invoke-stage';

/** A group that has a node to run a task: one that serves the stage, or any when no stage was chosen. */
export async function groupWithNode(actor: Member, groupIds: readonly string[]): Promise<string> {
  const nodes = await connectedNodes(db(), actor.workspaceId);
  const node = nodes.find(({ groupId }) => groupIds.length === 0 || groupIds.includes(groupId));
  if (node) return node.groupId;
  throw new SluiceError(
    'UNAVAILABLE',
    'No gateway node is connected that could run the call. See Gateways for the state of the nodes.',
  );
}

/** What the node answered to a task, once it did; UNAVAILABLE when that takes too long. */
export async function awaitResult(taskId: string): Promise<unknown> {
  const deadline = Date.now() + waitMs;
  for (let pause: number = pollMs.first; Date.now() < deadline; pause = Math.min(pause * 1.5, pollMs.most)) {
    await sleep(pause);
    const call = await db().testCall.findUnique({
      where: { id: taskId },
      select: { result: true, error: true, finishedAt: true },
    });
    if (call?.error) throw new SluiceError('UNAVAILABLE', call.error);
    if (call?.finishedAt) return call.result;
  }
  const error = 'The node did not answer in time. It may have lost its connection; try again.';
  await db().testCall.updateMany({ where: { id: taskId, finishedAt: null }, data: { error, finishedAt: new Date() } });
  throw new SluiceError('UNAVAILABLE', error);
}
