import { renderAccessLog } from '#core/stages/access-log-formats.ts';
import { logVariables } from '#gateway/access-log/log-variables.ts';
import type { MethodName, RequestSample } from '#core/telemetry/event.ts';
import type { PreparedRoute, Stage, StageSide } from '#gateway/snapshot/prepared.ts';
import type { LoggedMethod } from '#gateway/telemetry/request-log.ts';
import type { Exchange, Outcome } from './exchange.ts';

/** Verbs that telemetry tells apart; others share one series, so that callers cannot make series without end. */
const knownMethods = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']);

/** The status under which a request is counted whose caller went away (nginx's convention). */
const callerGone = 499;

/** Counts the request, writes its access log line, and keeps a sample of it, errors first. */
export function record(exchange: Exchange): Outcome {
  const { stage, services, trace, cache } = exchange;
  // No response was stored: those that wait for one go on, one first when only the caller is gone.
  if (cache?.isLeader && exchange.status === 0) services.cache.handOver(cache);
  else if (cache?.isLeader) services.cache.release(cache, false);
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
  recorder.count(exchange.atMs, status);
  if (recorder.isOn) tell(exchange, stage, status, latencyMs);
  return undefined;
}

function tell(exchange: Exchange, stage: Stage, status: number, latencyMs: number): void {
  const { cache, key, route, services } = exchange;
  const { recorder } = services;
  const side = exchange.side ?? stage.stable;
  const verb = knownMethods.has(exchange.call.method) ? exchange.call.method : 'OTHER';
  const method = loggedMethod(stage, side, route, verb);
  recorder.countInSeries(
    method,
    key?.entry ?? null,
    status,
    cache?.outcome ?? null,
    latencyMs,
    exchange.integrationLatencyMs,
  );
  if (recorder.wantsSample(status)) recorder.addSample(sample(exchange, status, method.name, latencyMs));
}

function loggedMethod(stage: Stage, side: StageSide, route: PreparedRoute | null, httpMethod: string): LoggedMethod {
  const byVerb = (side.logged[route?.index ?? side.prepared.routes.length] ??= new Map());
  let method = byVerb.get(httpMethod);
  if (!method) byVerb.set(httpMethod, (method = nameMethod(stage, side, route, httpMethod)));
  return method;
}

function nameMethod(
  { state }: Stage,
  { variant }: StageSide,
  route: PreparedRoute | null,
  httpMethod: string,
): LoggedMethod {
  const { workspaceId, apiId, stageName } = state;
  const name = { workspaceId, apiId, stageName, variant, httpMethod, resource: route?.route.path ?? '' };
  return { name, number: 0, numberedIn: 0 };
}

function sample(exchange: Exchange, status: number, method: MethodName, latencyMs: number): RequestSample {
  const { stage, failure } = exchange;
  const side = exchange.side ?? stage?.stable;
  const cause = failure?.cause ?? (exchange.status === 0 ? 'The caller went away before it was answered.' : null);
  return {
    ...method,
    keyId: exchange.key?.entry.state.id ?? '',
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
