import { Agent, request } from 'node:http';
import { setTimeout } from 'node:timers/promises';

/** Answers by status; requests that were not answered by their error. */
export type LoadCounts = { statuses: Map<number, number>; errors: string[]; answeredAtMs: number[] };

export type LoadOptions = {
  port: number;
  path: string;
  headers?: Record<string, string>;
  /** Requests in flight at a time, each on a connection that is kept. */
  width: number;
  /** Whether another request is to be sent. */
  goOn: () => boolean;
  /** How long each connection rests after an answer, ms. */
  pauseMs?: number;
};

/** Sends requests over keep-alive connections until told to stop. A refused connection is no failed request: it ends the load. */
export async function load({ port, path, headers = {}, width, goOn, pauseMs = 0 }: LoadOptions): Promise<LoadCounts> {
  const agent = new Agent({ keepAlive: true, maxSockets: width });
  const counts: LoadCounts = { statuses: new Map(), errors: [], answeredAtMs: [] };
  let isRefused = false;
  const one = () =>
    new Promise<void>((resolve) => {
      request({ agent, host: '127.0.0.1', port, path, headers }, (response) => {
        const { statusCode = 0 } = response;
        response.resume();
        response.on('end', () => {
          counts.answeredAtMs.push(performance.now());
          counts.statuses.set(statusCode, (counts.statuses.get(statusCode) ?? 0) + 1);
          resolve();
        });
        response.on('error', (error) => {
          counts.errors.push(error.message);
          resolve();
        });
      })
        .on('error', (error: NodeJS.ErrnoException) => {
          // A new connection after the listener closed is the load balancer's to avoid.
          if (error.code === 'ECONNREFUSED') isRefused = true;
          else counts.errors.push(error.message);
          resolve();
        })
        .end();
    });
  const sender = async () => {
    while (goOn() && !isRefused) {
      await one();
      if (pauseMs > 0) await setTimeout(pauseMs);
    }
  };
  await Promise.all(Array.from({ length: width }, sender));
  agent.destroy();
  return counts;
}

/**
 * What an exact token bucket admits of requests at these times, ms: on a busy machine the load itself has gaps, in which a
 * full bucket gains nothing.
 */
export function admittedBy(
  { rateLimit, burstLimit }: { rateLimit: number; burstLimit: number },
  timesMs: readonly number[],
): number {
  let [tokens, countedAtMs, admitted] = [burstLimit, timesMs[0] ?? 0, 0];
  for (const timeMs of timesMs) {
    tokens = Math.min(burstLimit, tokens + ((timeMs - countedAtMs) * rateLimit) / 1000);
    countedAtMs = timeMs;
    if (tokens < 1) continue;
    tokens -= 1;
    admitted += 1;
  }
  return admitted;
}
