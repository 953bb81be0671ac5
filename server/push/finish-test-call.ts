import { notFound } from '#core/errors.ts';
import type { AuthorizerTestResult } from '#core/authorizers/test-result.ts';
import type { TestResult } from '#core/telemetry/trace.ts';
import { db } from '../db.ts';
import type { NodeGroup } from './authenticate-node.ts';

/** Keeps the outcome of a test call that was given to a node of the group. A second answer changes nothing. */
export async function finishTestCall(
  group: NodeGroup,
  taskId: string,
  result: TestResult | AuthorizerTestResult,
): Promise<void> {
  const call = await db().testCall.findFirst({ where: { id: taskId, groupId: group.groupId }, select: { id: true } });
  if (!call) throw notFound('Test call', taskId.slice(0, 64));
  await db().testCall.updateMany({ where: { id: taskId, finishedAt: null }, data: { result, finishedAt: new Date() } });
}
