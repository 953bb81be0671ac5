import { renderAccessLog } from '#core/stages/access-log-formats.ts';
import { logVariables } from '#gateway/access-log/log-variables.ts';
import type { Stage } from '#gateway/snapshot/prepared.ts';
import type { Exchange, Outcome } from './exchange.ts';

/** Verbs that telemetry tells apart; others share one series, so that callers cannot make series without end. */
const knownMethods = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']);

/** The status under which a request is counted whose caller went away (nginx's convention). */
const callerGone = 499;

/** Counts the request, writes its access log line, and keeps a sample of it, errors first. */
export function record(exchange: Exchange): Outcome {
  const { stage, services, trace, cache } = exchange;
  // No response was stored: those that wait for one go on.
  if (cache?.isLeader) services.cache.release(cache, false);
  if (trace) return undefined;
  const { recorder } = services;
  if (!stage) {
    recorder.countUnrouted();
    return undefined;
  }
  const status = exchange.status === 0 ? callerGone : exchange.status;
  const latencyMs = performance.now() - exchange.startedAtMs;
  if (stage.accessLog) {
    services.accessLog.add(renderAccessLog(stage.accessLog, logVariables(exchange, status, latencyMs)));
  }
  if (recorder.isOn) count(exchange, stage, status, latencyMs);
  return undefined;
}

function count(exchange: Exchange, stage: Stage, status: number, latencyMs: number): void {
  const { cache } = exchange;
  const { recorder } = exchange.services;
  const side = exchange.side ?? stage.stable;
  const method = knownMethods.has(exchange.call.method) ? exchange.call.method : 'OTHER';
  const keyId = exchange.key?.entry.state.id ?? '';
  const slots = slotsOf(side.series, exchange.route?.index ?? side.prepared.routes.length, method);
  const slot = slots.get(keyId) ?? recorder.openSeries(slots, seriesKey(exchange, side.variant, method, keyId));
  recorder.count(slot, exchange.atMs, status, latencyMs, exchange.integrationLatencyMs);
  if (cache) recorder.countCache(slot, cache.outcome);
  if (recorder.wantsSample(status)) recorder.addSample(sample(exchange, status, method, keyId, latencyMs));
}

function slotsOf(series: Map<string, Map<string, number>>[], index: number, method: string): Map<string, number> {
  const byMethod = (series[index] ??= new Map());
  let slots = byMethod.get(method);
  if (!slots) byMethod.set(method, (slots = new Map()));
  return slots;
}

function seriesKey(exchange: Exchange, variant: 'stable' | 'canary', httpMethod: string, keyId: string) {
  const { stage } = exchange;
  return {
    workspaceId: stage?.state.workspaceId ?? '',
    apiId: exchange.apiId,
    stageName: stage?.state.stageName ?? '',
    variant,
    httpMethod,
    resource: exchange.route?.route.path ?? '',
    keyId,
  };
}

function sample(exchange: Exchange, status: number, method: string, keyId: string, latencyMs: number) {
  const { stage, failure } = exchange;
  const side = exchange.side ?? stage?.stable;
  const cause = failure?.cause ?? (exchange.status === 0 ? 'The caller went away before it was answered.' : null);
  return {
    ...seriesKey(exchange, side?.variant ?? 'stable', method, keyId),
    requestId: exchange.requestId,
    atMs: exchange.atMs,
    version: side?.version ?? 0,
    path: exchange.path.slice(0, 2048),
    status,
    responseType: failure?.type ?? null,
    phase: exchange.failedPhase ?? 'respond',
    cause: cause?.slice(0, 1024) ?? null,
    latencyMs,
    integrationLatencyMs: exchange.integrationLatencyMs,
    sourceIp: exchange.sourceIp,
    userAgent: (exchange.userAgent ?? '').slice(0, 256),
  };
}
