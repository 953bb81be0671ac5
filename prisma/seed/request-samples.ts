import { randomUUID } from 'node:crypto';
import type { RequestSample } from '#core/telemetry/event.ts';
import type { Random } from './random.ts';
import { type MethodTraffic, type StageTraffic, busyness, health, seriesKey } from './traffic-model.ts';

type Ending = Pick<RequestSample, 'status' | 'responseType' | 'phase' | 'cause'> & { weight: number };

const answered: Ending = { weight: 30, status: 200, responseType: null, phase: 'respond', cause: null };

const refusals: readonly Ending[] = [
  {
    weight: 7,
    status: 403,
    responseType: 'INVALID_API_KEY',
    phase: 'check-api-key',
    cause: 'The request has no x-api-key header.',
  },
  {
    weight: 4,
    status: 403,
    responseType: 'INVALID_API_KEY',
    phase: 'check-api-key',
    cause: 'No API key has this value.',
  },
  {
    weight: 8,
    status: 429,
    responseType: 'THROTTLED',
    phase: 'limit',
    cause: 'The throttle of usage plan Free is 5 requests per second with a burst of 10.',
  },
  { weight: 9, status: 404, responseType: null, phase: 'respond', cause: null },
  {
    weight: 4,
    status: 400,
    responseType: 'BAD_REQUEST_BODY',
    phase: 'validate-request',
    cause: 'Invalid request body: /name must be a string',
  },
];

const failures: readonly Ending[] = [
  {
    weight: 6,
    status: 504,
    responseType: 'INTEGRATION_TIMEOUT',
    phase: 'integrate',
    cause: 'The integration did not answer within 29000 ms.',
  },
  {
    weight: 4,
    status: 504,
    responseType: 'INTEGRATION_FAILURE',
    phase: 'integrate',
    cause: 'connect: connect ECONNREFUSED 10.0.12.7:8443',
  },
  { weight: 5, status: 502, responseType: null, phase: 'respond', cause: null },
];

const callers = ['okhttp/4.12.0', 'python-requests/2.32.3', 'pet-shop-app/5.1 (iOS 19)', 'curl/8.9.1', 'axios/1.7.9'];

const hourMs = 3_600_000;

/** The requests that nodes kept of the last day: all kinds of failures, and some that went well. */
export function samplesOf(stage: StageTraffic, version: number, nowMs: number, count: number, random: Random) {
  const samples: RequestSample[] = [];
  while (samples.length < count) {
    // Squared, so that the latest hours have more of them.
    const atMs = Math.round(nowMs - random.next() ** 2 * 24 * hourMs);
    if (random.next() < busyness(atMs)) samples.push(sampleAt(stage, version, atMs, random));
  }
  return samples;
}

function sampleAt(stage: StageTraffic, version: number, atMs: number, random: Random): RequestSample {
  const { canary } = stage;
  const variant = canary && atMs >= canary.sinceMs && random.next() < 0.3 ? 'canary' : 'stable';
  const method = random.weighted(stage.methods);
  const { failing, slowness } = health(stage, atMs, variant);
  const endings = [
    answered,
    ...refusals,
    ...failures.map((each) => ({ ...each, weight: each.weight * failing * 120 })),
  ];
  const { weight: _, ...ending } = random.weighted(endings);
  const reached = ending.phase === 'integrate' || ending.phase === 'respond';
  const isTimeout = ending.responseType === 'INTEGRATION_TIMEOUT';
  const backendMs = isTimeout ? 29_000 : method.medianMs * slowness * Math.exp(random.normal() * 0.45);
  const integrationLatencyMs = reached ? Math.round(backendMs * 100) / 100 : null;
  const key = seriesKey(stage, method, variant, random);
  return {
    ...key,
    ...ending,
    keyId: ending.responseType === 'INVALID_API_KEY' ? '' : key.keyId,
    requestId: randomUUID(),
    atMs,
    version: variant === 'canary' ? version + 1 : version,
    path: pathOf(method, random),
    latencyMs: Math.round(((integrationLatencyMs ?? 0) + 0.4 + random.next()) * 100) / 100,
    integrationLatencyMs,
    sourceIp: `203.0.113.${1 + Math.floor(random.next() * 250)}`,
    userAgent: callers[Math.floor(random.next() * callers.length)] ?? '',
  };
}

function pathOf({ resource }: MethodTraffic, random: Random): string {
  return resource.replace(/\{[^}]+\}/g, () => String(1 + Math.floor(random.next() * 5000)));
}
