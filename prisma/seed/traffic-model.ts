import type { SeriesKey, SeriesPoint } from '#core/telemetry/event.ts';
import { type Sketch, bucketOf } from '#core/telemetry/sketch.ts';
import type { Random } from './random.ts';

export type MethodTraffic = {
  httpMethod: string;
  resource: string;
  /** Its share of the stage's requests, against those of the other methods. */
  weight: number;
  /** What the backend takes at the median, ms. */
  medianMs: number;
  apiKeyRequired: boolean;
};

export type StageTraffic = {
  workspaceId: string;
  apiId: string;
  stageName: string;
  /** Requests per minute at the busiest time of day. */
  peakPerMinute: number;
  methods: readonly MethodTraffic[];
  keys: readonly { id: string; weight: number }[];
  /** The canary's share of the traffic, percent, and since when it has it; it is slower and fails more often. */
  canary: { percent: number; sinceMs: number } | null;
  /** A time at which the backend was in trouble. */
  incident: { fromMs: number; toMs: number } | null;
};

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** How busy a moment is, 0 to 1: quiet at night, two humps by day, weekends at half. UTC. */
export function busyness(atMs: number): number {
  const hour = (atMs % dayMs) / hourMs;
  const hump = (center: number, width: number) => Math.exp(-(((hour - center) / width) ** 2));
  const day = 0.12 + 0.75 * hump(10.5, 3) + 0.88 * hump(16, 3.2);
  const weekday = new Date(atMs).getUTCDay();
  return Math.min(1, day) * (weekday === 0 || weekday === 6 ? 0.5 : 1);
}

/** The share of requests that the backend fails, and how much longer it takes, at a moment on a side. */
export function health(stage: StageTraffic, atMs: number, variant: 'stable' | 'canary') {
  const { incident } = stage;
  const inTrouble = incident !== null && atMs >= incident.fromMs && atMs < incident.toMs;
  const side = variant === 'canary' ? { failing: 0.021, slowness: 1.35 } : { failing: 0.003, slowness: 1 };
  return inTrouble ? { failing: 0.14, slowness: side.slowness * 5 } : side;
}

/**
 * What the nodes would have reported for a span that begins at `atMs`: one point per side and method. Each point goes to
 * one key, drawn anew each time, so that over an hour every key has its share.
 */
export function pointsOf(stage: StageTraffic, atMs: number, spanMinutes: number, random: Random): SeriesPoint[] {
  const expected = stage.peakPerMinute * busyness(atMs) * spanMinutes;
  const total = stage.methods.reduce((sum, { weight }) => sum + weight, 0);
  return stage.methods.flatMap((method) => {
    const mean = (expected * method.weight) / total;
    const count = Math.max(0, Math.round(mean + random.normal() * Math.sqrt(mean)));
    const percent = stage.canary !== null && atMs >= stage.canary.sinceMs ? stage.canary.percent : 0;
    const canaryCount = random.binomial(count, percent / 100);
    return [
      { variant: 'stable' as const, count: count - canaryCount },
      { variant: 'canary' as const, count: canaryCount },
    ].flatMap(({ variant, count: ofSide }) =>
      ofSide === 0 ? [] : [pointOf(stage, method, { atMs, variant, count: ofSide }, random)],
    );
  });
}

function pointOf(
  stage: StageTraffic,
  method: MethodTraffic,
  { atMs, variant, count }: { atMs: number; variant: 'stable' | 'canary'; count: number },
  random: Random,
): SeriesPoint {
  const { failing, slowness } = health(stage, atMs, variant);
  const count5xx = random.binomial(count, failing);
  const count4xx = random.binomial(count - count5xx, method.httpMethod === 'GET' ? 0.018 : 0.034);
  const latency = new SketchBuilder();
  const integrationLatency = new SketchBuilder();
  for (let request = 0; request < count; request += 1) {
    const integrationMs = method.medianMs * slowness * Math.exp(random.normal() * 0.45);
    const gatewayMs = 0.4 + 0.5 * random.next();
    const isRefused = request < count4xx / 2;
    if (!isRefused) integrationLatency.add(integrationMs);
    latency.add(isRefused ? gatewayMs : gatewayMs + integrationMs);
  }
  return {
    ...seriesKey(stage, method, variant, random),
    minuteMs: Math.floor(atMs / 60_000) * 60_000,
    count,
    count4xx,
    count5xx,
    cacheHits: 0,
    cacheMisses: 0,
    latency: latency.sketch(),
    integrationLatency: integrationLatency.sketch(),
  };
}

export function seriesKey(
  stage: StageTraffic,
  method: MethodTraffic,
  variant: 'stable' | 'canary',
  random: Random,
): SeriesKey {
  const { workspaceId, apiId, stageName, keys } = stage;
  const keyId = method.apiKeyRequired && keys.length > 0 ? random.weighted(keys).id : '';
  return { workspaceId, apiId, stageName, variant, httpMethod: method.httpMethod, resource: method.resource, keyId };
}

class SketchBuilder {
  readonly #counts = new Map<number, number>();
  #sum = 0;

  add(valueMs: number): void {
    const bucket = bucketOf(valueMs);
    this.#counts.set(bucket, (this.#counts.get(bucket) ?? 0) + 1);
    this.#sum += valueMs;
  }

  sketch(): Sketch {
    return { sum: this.#sum, buckets: [...this.#counts].sort(([a], [b]) => a - b).flat() };
  }
}
