import { randomFillSync, randomUUID } from 'node:crypto';
import type { GatewayResponseType } from '#core/gateway-responses/schema.ts';
import type { VtlMap } from '#core/mapping/value.ts';
import type { Signing } from '#gateway/aws/aws-client.ts';
import type { CacheUse } from '#gateway/cache/cache-use.ts';
import { plainAddress } from '#gateway/http/trusted-proxies.ts';
import type { GatewayResponse, HttpCall } from '#gateway/http/types.ts';
import type { UpstreamAnswer, UpstreamRequest } from '#gateway/http/upstream-types.ts';
import type { AccessKey } from '#gateway/secrets/access-keys.ts';
import type { KeyGrant, KeyMatch } from '#gateway/snapshot/key-table.ts';
import type { GatewayState, PreparedResource, PreparedRoute, Stage, StageSide } from '#gateway/snapshot/prepared.ts';
import type { Services } from './services.ts';
import type { Tracer } from './tracer.ts';

/** Why the gateway itself answers. `cause` is for the API's team only; callers see `message`. */
export type Failure = {
  type: GatewayResponseType;
  cause: string;
  /** In place of the type's own message. */
  message?: string;
  /** What `$context.error.validationErrorString` holds. */
  validationError?: string;
  /** In place of the type's own status, unless the API sets one. */
  status?: number;
};

/** The phase waits for something; it calls `exchange.resume` when it goes on. */
export const suspended = Symbol('suspended');

/** The phase made the response: those between it and `compress` are passed over. */
export const answered = Symbol('answered');

/** How a phase ends: nothing to go on, a response made, or a failure to be answered with its gateway response. */
export type Settled = undefined | typeof answered | Failure;

/** What a phase returns: how it ends, now or later. */
export type Outcome = Settled | typeof suspended | Promise<Settled>;

export type Phase = { readonly name: string; readonly run: (exchange: Exchange) => Outcome };

/** Everything about one request on its way through the phases: plain data, filled from top to bottom. */
export type Exchange = {
  readonly call: HttpCall<Exchange>;
  readonly services: Services;
  /** What was live when the request came; it stays so for the whole request. */
  readonly state: GatewayState;
  /** Goes on after a suspended phase. */
  readonly resume: (exchange: Exchange, outcome: Settled) => void;
  /** `$context.requestId`: the caller's own when it sent one that is safe to repeat. */
  requestId: string;
  readonly extendedRequestId: string;
  /** Null until it is asked for; see trace-id.ts. */
  traceId: string | null;
  /** The caller's address: the peer's, or what a trusted proxy says. */
  readonly sourceIp: string;
  /** Whether the caller spoke TLS, as a trusted proxy says. */
  readonly scheme: 'http' | 'https';
  /** The port that the caller connected to, where a trusted proxy says so. */
  readonly forwardedPort: string | null;
  /** Monotonic, ms. */
  readonly startedAtMs: number;
  /** Epoch, ms. */
  readonly atMs: number;
  /** Set for test calls: limits are reported and not enforced. */
  readonly trace: Tracer | null;
  phaseIndex: number;

  // match
  path: string;
  query: string;
  /** Offset in `path` at which the resource path begins. */
  resourceStart: number;
  /** The base path of a domain name of the API's workspace; null for the gateway's own hosts. */
  basePath: string | null;
  host: string | null;
  apiKey: string | null;
  contentType: string | null;
  userAgent: string | null;
  origin: string | null;
  acceptEncoding: string | null;
  contentEncoding: string | null;
  cacheControl: string | null;
  apiId: string;
  stage: Stage | null;
  resource: PreparedResource | null;
  /** Start and end offsets of path parameter values in `path`. */
  offsets: readonly number[];

  // choose-variant
  side: StageSide | null;
  route: PreparedRoute | null;

  // check-api-key
  key: KeyMatch | null;
  grant: KeyGrant | null;

  // answer-preflight
  isPreflight: boolean;

  // authorize
  /** Whom the authorizer found the caller to be; the cache keeps principals apart. */
  principalId: string | null;
  /** `$context.authorizer`. */
  authorizer: Readonly<Record<string, unknown>> | null;
  /** How the authorizer's function or URL answered; null when this request did not ask it. */
  authorizerAnswer: { status: number; requestId: string | null; latencyMs: number } | null;
  /** The access key that signed the request. */
  caller: AccessKey | null;
  /** How long it took to ask; null when nobody was asked. */
  authorizationLatencyMs: number | null;
  /** The API key that the authorizer gave, when the API takes keys from it. */
  usageIdentifierKey: string | null;
  /** An IAM policy grants the caller `execute-api:InvalidateCache` for this method. */
  mayInvalidateCache: boolean;

  // read-cache
  cache: CacheUse | null;
  /** The value of a `warning` header of the answer. */
  warning: string | null;

  // validate-request, map-request
  body: Buffer | null;
  /** The body came with a content-encoding and was decoded. */
  isBodyDecoded: boolean;
  outgoing: UpstreamRequest | null;
  /** Whom the request to an AWS service is signed for; null for all others. */
  signing: Signing | null;
  /** The request invokes a Lambda function. */
  invokesLambda: boolean;
  /** `$context.requestOverride` as the request template left it: the response template reads it. */
  requestOverride: VtlMap | null;
  /** The status that a MOCK integration's template asked for. */
  mockStatus: number | null;

  // integrate
  pending: { cancel(): void } | null;
  answer: UpstreamAnswer | null;
  integrationStartedAtMs: number;
  integrationLatencyMs: number | null;

  // map-response, respond
  response: GatewayResponse | null;
  failure: Failure | null;
  failedPhase: string | null;
  /** Status that was sent; 0 before. */
  status: number;
};

/** A new exchange for a call. All members are there from the start, so that every exchange has the same shape. */
export function createExchange(
  call: HttpCall<Exchange>,
  services: Services,
  state: GatewayState,
  resume: Exchange['resume'],
  trace: Tracer | null,
): Exchange {
  const startedAtMs = performance.now();
  const client = services.trustedProxies?.clientOf(call);
  return {
    call,
    services,
    state,
    resume,
    requestId: randomUUID(),
    extendedRequestId: extendedRequestId(),
    traceId: null,
    sourceIp: client?.address ?? plainAddress(call.remoteAddress),
    scheme: client?.scheme ?? 'http',
    forwardedPort: client?.port ?? null,
    startedAtMs,
    atMs: services.clock.epochOffsetMs + startedAtMs,
    trace,
    phaseIndex: 0,
    path: '',
    query: '',
    resourceStart: 0,
    basePath: null,
    host: null,
    apiKey: null,
    contentType: null,
    userAgent: null,
    origin: null,
    acceptEncoding: null,
    contentEncoding: null,
    cacheControl: null,
    apiId: '',
    stage: null,
    resource: null,
    offsets: noOffsets,
    side: null,
    route: null,
    key: null,
    grant: null,
    isPreflight: false,
    principalId: null,
    authorizer: null,
    authorizerAnswer: null,
    caller: null,
    authorizationLatencyMs: null,
    usageIdentifierKey: null,
    mayInvalidateCache: false,
    cache: null,
    warning: null,
    body: null,
    isBodyDecoded: false,
    outgoing: null,
    signing: null,
    invokesLambda: false,
    requestOverride: null,
    mockStatus: null,
    pending: null,
    answer: null,
    integrationStartedAtMs: 0,
    integrationLatencyMs: null,
    response: null,
    failure: null,
    failedPhase: null,
    status: 0,
  };
}

const noOffsets: readonly number[] = [];

const randomPool = Buffer.alloc(11 * 512);
let randomAt = randomPool.length;

/** An id in the form of AWS's `x-amz-apigw-id`: 11 random bytes in base64. */
function extendedRequestId(): string {
  if (randomAt === randomPool.length) {
    randomFillSync(randomPool);
    randomAt = 0;
  }
  randomAt += 11;
  return randomPool.toString('base64', randomAt - 11, randomAt);
}
