import { db } from '../db.ts';
import { log } from '../log.ts';
import { onRevisionsChanged } from './revision-signal.ts';

const pollEveryMs = 200;
/** A test call that no node took within this time is left alone: its caller has given up. */
export const testCallWaitMs = 30_000;

/** Where the revision log ends, and how many test calls wait for a node. */
export type FeedPosition = { epoch: string; seq: number; waitingTestCalls: number };

type Feed = { listeners: Set<(position: FeedPosition) => void>; polling: boolean; wake: () => void };

// One for the process: route handlers are bundled apart.
const feed = ((globalThis as { sluiceRevisionFeed?: Feed }).sluiceRevisionFeed ??= {
  listeners: new Set(),
  polling: false,
  wake: () => undefined,
});

/** Reads where the revision log ends. */
export async function readFeedPosition(): Promise<FeedPosition> {
  const since = new Date(Date.now() - testCallWaitMs);
  const [row] = await db().$queryRaw<{ epoch: string; seq: bigint; waiting: bigint }[]>`
    SELECT "epoch", "revisionSeq" AS "seq",
           (SELECT count(*) FROM "TestCall" WHERE "nodeId" IS NULL AND "finishedAt" IS NULL AND "createdAt" > ${since})
             AS "waiting"
    FROM "Installation" WHERE "id" = 1`;
  if (!row) throw new Error('The installation has no row: boot has not run.');
  return { epoch: row.epoch, seq: Number(row.seq), waitingTestCalls: Number(row.waiting) };
}

/**
 * Calls `listener` when the log has grown or test calls wait, whichever process wrote them. All streams of this process
 * share one poll; a commit in this process is seen at once. Returns how to stop.
 */
export function watchFeed(listener: (position: FeedPosition) => void): () => void {
  feed.listeners.add(listener);
  if (!feed.polling) void poll();
  return () => {
    feed.listeners.delete(listener);
    if (feed.listeners.size === 0) feed.wake();
  };
}

async function poll(): Promise<void> {
  feed.polling = true;
  let changed = false;
  const stop = onRevisionsChanged(() => {
    changed = true;
    feed.wake();
  });
  let last = '';
  let failing = false;
  while (feed.listeners.size > 0) {
    changed = false;
    try {
      const position = await readFeedPosition();
      const key = `${position.epoch} ${position.seq}`;
      if (key !== last || position.waitingTestCalls > 0) for (const listener of feed.listeners) listener(position);
      last = key;
      failing = false;
    } catch (error) {
      if (!failing) log.warn({ err: error }, 'the revision log cannot be read; nodes keep what they have');
      failing = true;
    }
    if (!changed) await sleepUntilWoken();
  }
  stop();
  feed.polling = false;
}

function sleepUntilWoken(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, pollEveryMs);
    feed.wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}
