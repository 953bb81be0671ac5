import { type ControlMessage, nodeReportEveryMs } from '#core/nodes/channel.ts';
import { type AdmittedNode, isStillAdmitted } from './authenticate-node.ts';
import { claimTestCalls } from './claim-test-calls.ts';
import { readRevisions } from './read-revisions.ts';
import { type FeedPosition, readFeedPosition, watchFeed } from './revision-feed.ts';
import { sealRevisions } from './seal-revisions.ts';

/** A node's place in the log, as it says itself. */
export type NodePlace = { nodeId: string; epoch: string; after: number; sealKey?: string | undefined };

/**
 * Everything that a node is told, from its place in the log on, until `signal` aborts, its token is revoked or the log
 * begins anew. A node of another epoch, or one ahead of the log, is told everything.
 */
export async function* nodeMessages(
  node: AdmittedNode,
  place: NodePlace,
  signal: AbortSignal,
): AsyncGenerator<ControlMessage> {
  let position: FeedPosition = await readFeedPosition();
  const { epoch } = position;
  const full = place.epoch !== epoch || place.after > position.seq;
  yield { type: 'hello', epoch, nodeId: place.nodeId, groupId: node.groupId, full };

  let wake = (): void => undefined;
  let woken = false;
  const rouse = () => {
    woken = true;
    wake();
  };
  const stop = watchFeed((latest) => {
    position = latest;
    rouse();
  });
  signal.addEventListener('abort', rouse);
  try {
    let after = full ? 0 : place.after;
    let synced = false;
    let checkedAt = Date.now();
    while (!signal.aborted && position.epoch === epoch) {
      woken = false;
      if (Date.now() - checkedAt >= nodeReportEveryMs) {
        if (!(await isStillAdmitted(node.tokenId))) return;
        checkedAt = Date.now();
      }
      const { seq: upTo, waitingTestCalls } = position;
      if (upTo > after || !synced) {
        for await (const page of readRevisions(node, { after, upTo, full: full && !synced })) {
          for (const revision of await sealRevisions(page, place.sealKey)) yield { type: 'revision', revision };
        }
        after = upTo;
        synced = true;
        yield { type: 'synced', seq: upTo };
      }
      if (waitingTestCalls > 0) {
        yield* await claimTestCalls(node.groupId, place.nodeId);
      }
      if (!woken) {
        const timedOut = await new Promise<boolean>((resolve) => {
          const timer = setTimeout(() => resolve(true), nodeReportEveryMs);
          wake = () => {
            clearTimeout(timer);
            resolve(false);
          };
        });
        if (timedOut) yield { type: 'ping' };
      }
    }
  } finally {
    stop();
    signal.removeEventListener('abort', rouse);
  }
}
