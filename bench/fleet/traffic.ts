import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import type { GatewayProcess } from '#gateway/testing/gateway-process.ts';

export type Answer = { status: number; headers: Record<string, string | string[] | undefined>; text: string };

export type TrafficOutcome = {
  answered: number;
  /** What was wrong with answers, or why there was none; the first hundred. */
  failures: string[];
  /** The longest that an answer took, ms. */
  slowestMs: number;
};

export type Traffic = {
  answered(): number;
  /** Lets the requests that are on their way come back. */
  stop(): Promise<TrafficOutcome>;
};

const sendersPerNode = 2;
const pauseMs = 5;

/**
 * Sends requests to every node, one after the other from each sender, until it is told to stop.
 * @param problem what is wrong with an answer, or null
 * @param headers of every request
 */
export function startTraffic(
  nodes: readonly GatewayProcess[],
  path: string,
  problem: (answer: Answer) => string | null,
  headers: Record<string, string> = {},
): Traffic {
  const dispatcher = new Agent({ connections: sendersPerNode });
  const outcome: TrafficOutcome = { answered: 0, failures: [], slowestMs: 0 };
  let isOver = false;
  const fail = (text: string) => {
    if (outcome.failures.length < 100) outcome.failures.push(text);
  };
  const sender = async (node: GatewayProcess) => {
    while (!isOver) {
      const startedAt = performance.now();
      try {
        const {
          statusCode: status,
          headers: answered,
          body,
        } = await request(`${node.url}${path}`, { dispatcher, headers });
        const text = problem({ status, headers: answered, text: await body.text() });
        if (text !== null) fail(text);
      } catch (error) {
        fail(String(error));
      }
      outcome.answered += 1;
      outcome.slowestMs = Math.max(outcome.slowestMs, performance.now() - startedAt);
      await sleep(pauseMs);
    }
  };
  const senders = nodes.flatMap((node) => Array.from({ length: sendersPerNode }, () => sender(node)));
  return {
    answered: () => outcome.answered,
    async stop() {
      isOver = true;
      await Promise.all(senders);
      await dispatcher.close();
      return outcome;
    },
  };
}
