import { request } from 'node:http';
import type { ControlPlaneServer } from '#gateway/testing/control-plane-server.ts';
import type { GatewayProcess } from '#gateway/testing/gateway-process.ts';
import { MalformedRequests } from './malformed-requests.ts';
import { hasStackTrace, sendRaw, statusesOf } from './raw-client.ts';

/** How long a request that is framed well may wait for its answer, ms. */
const answerMs = 10_000;

export type FuzzOptions = { requests: number; seed: number; width: number; base: string };

export type FuzzResult = {
  requests: number;
  seconds: number;
  /** How many connections were answered with each first status; 0 stands for none. */
  statuses: Map<number, number>;
  stackTraces: number;
  /** The node's process ended. */
  crashed: boolean;
  workerDeaths: number;
  unhandled: number;
  /** Requests that ended with a bug in a phase, as telemetry has them. */
  internalErrors: string[];
  /** A valid request is answered afterwards. */
  servesOn: boolean;
};

/** Sends malformed requests, each on its own connection, and looks at what they did to the node. */
export async function fuzz(
  gateway: GatewayProcess,
  control: ControlPlaneServer,
  { requests, seed, width, base }: FuzzOptions,
): Promise<FuzzResult> {
  const source = new MalformedRequests(seed, base);
  const statuses = new Map<number, number>();
  const startedAtMs = performance.now();
  let left = requests;
  let stackTraces = 0;
  const sender = async () => {
    while (left > 0) {
      left -= 1;
      const { bytes, isWellFramed } = source.next();
      const received = await sendRaw(gateway.port, bytes, isWellFramed ? answerMs : null);
      const status = statusesOf(received).find((one) => one >= 200) ?? 0;
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (hasStackTrace(received)) stackTraces += 1;
    }
  };
  await Promise.all(Array.from({ length: width }, sender));
  const seconds = (performance.now() - startedAtMs) / 1000;
  const servesOn = (await statusOf(gateway.port, `${base}/mock`)) === 200;
  const metrics = servesOn ? await (await fetch(`http://127.0.0.1:${gateway.adminPort}/metrics`)).text() : '';
  return {
    requests,
    seconds,
    statuses,
    stackTraces,
    crashed: !servesOn,
    workerDeaths: Number(/^sluice_worker_deaths_total (\d+)$/m.exec(metrics)?.[1] ?? Number.NaN),
    unhandled: [...gateway.output.matchAll(/unhandled|uncaught|a worker ended/gi)].length,
    internalErrors: control.batches
      .flatMap(({ samples }) => samples.map(({ cause }) => cause ?? ''))
      .filter((cause) => cause.startsWith('Internal error')),
    servesOn,
  };
}

function statusOf(port: number, path: string): Promise<number> {
  return new Promise((resolve) => {
    request({ port, host: '127.0.0.1', path, agent: false }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    })
      .on('error', () => resolve(0))
      .end();
  });
}
