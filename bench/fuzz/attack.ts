import { hasStackTrace, sendRaw, statusesOf } from '#gateway/testing/hostile/raw-client.ts';
import type { HostileRequests } from './hostile-requests.ts';

const width = 32;
/** How long a request may wait for its answer, ms. */
const answerMs = 30_000;
const reportEvery = 10_000;

export type AttackResult = {
  seconds: number;
  /** How many requests were answered with each status; 0 stands for none. */
  statuses: Map<number, number>;
  /** Requests whose answer shows code, and those that were answered 500, with the answer's beginning. */
  traces: string[];
  failures: string[];
};

/** Sends hostile requests, each on its own connection, and keeps what is wrong with the answers. */
export async function attack(
  port: number,
  source: HostileRequests,
  requests: number,
  progress: (result: AttackResult) => void = () => undefined,
): Promise<AttackResult> {
  const result: AttackResult = { seconds: 0, statuses: new Map(), traces: [], failures: [] };
  const { statuses, traces, failures } = result;
  const startedAtMs = performance.now();
  let left = requests;
  const sender = async () => {
    while (left > 0) {
      left -= 1;
      const { bytes, isWellFramed } = source.next();
      const received = await sendRaw(port, bytes, isWellFramed ? answerMs : null);
      const status = statusesOf(received).find((one) => one >= 200) ?? 0;
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      const shown = `${bytes.slice(0, 300)}\n=> ${received.slice(0, 600)}`;
      if (hasStackTrace(received)) traces.push(shown);
      if (status === 500) failures.push(shown);
      result.seconds = (performance.now() - startedAtMs) / 1000;
      if (left > 0 && left % reportEvery === 0) progress(result);
    }
  };
  await Promise.all(Array.from({ length: width }, sender));
  return result;
}

export function describe(statuses: ReadonlyMap<number, number>): string {
  return [...statuses]
    .toSorted()
    .map(([status, count]) => `${status || 'none'}: ${count}`)
    .join(', ');
}
