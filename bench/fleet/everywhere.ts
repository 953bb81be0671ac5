import { setTimeout as sleep } from 'node:timers/promises';
import type { GatewayProcess } from '#gateway/testing/gateway-process.ts';

const pollEveryMs = 5;

/**
 * Asks every node, one request after the other, until each has given the answer once. The moment at which the last of them did, as
 * performance.now(). Throws when one does not within `limitMs`.
 */
export async function everywhere(
  nodes: readonly GatewayProcess[],
  isAnswer: (node: GatewayProcess) => Promise<boolean>,
  limitMs = 60_000,
): Promise<number> {
  const until = performance.now() + limitMs;
  const moments = nodes.map(async (node) => {
    while (!(await isAnswer(node))) {
      if (performance.now() > until) throw new Error(`A node did not follow within ${limitMs} ms.`);
      await sleep(pollEveryMs);
    }
    return performance.now();
  });
  return Math.max(...(await Promise.all(moments)));
}

/** Status and body of one GET at a node. */
export async function ask(node: GatewayProcess, path: string, key?: string): Promise<{ status: number; text: string }> {
  const headers: Record<string, string> = key === undefined ? {} : { 'x-api-key': key };
  const response = await fetch(`${node.url}${path}`, { headers });
  return { status: response.status, text: await response.text() };
}
