import type { CorsPolicy } from '#core/cors/policy.ts';
import type { EffectiveGatewayResponse } from '#core/gateway-responses/effective.ts';
import type { GatewayResponseType } from '#core/gateway-responses/schema.ts';
import type { Policy } from '#core/policies/policy.ts';
import type { StageState } from '#core/snapshot/revision.ts';
import type { ApiSnapshot, Route } from '#core/snapshot/schema.ts';
import type { AccessLogTemplate } from '#core/stages/access-log-formats.ts';
import type { Variant } from '#core/stages/canary.ts';
import type { PreparedAuthorizer } from '#gateway/authorizers/prepare-authorizer.ts';
import type { RouteCache } from '#gateway/cache/route-cache.ts';
import type { MethodThrottle } from '#gateway/limits/method-throttle.ts';
import type { UpstreamTarget } from '#gateway/integrations/upstream-target.ts';
import type { LoggedMethod } from '#gateway/telemetry/request-log.ts';
import type { PreparedIntegration } from '#gateway/integrations/prepare-integration.ts';
import type { BodyValidator } from './body-validators.ts';
import type { Router } from './router.ts';

/** A route with everything compiled that its design holds. */
export type PreparedRoute = {
  readonly index: number;
  readonly route: Route;
  /** `GET /pets/{petId}`. */
  readonly key: string;
  /** The names under which stage and plan settings may hold it. */
  readonly settingNames: readonly string[];
  readonly parameterNames: readonly string[];
  /** Content type to validator; null when bodies are not validated. */
  readonly bodyValidators: ReadonlyMap<string, BodyValidator> | null;
  /** Null with NONE and AWS_IAM authorization. */
  readonly authorizer: PreparedAuthorizer | null;
  readonly integration: PreparedIntegration;
};

/** One resource path with its methods. */
export type PreparedResource = {
  readonly path: string;
  readonly methods: ReadonlyMap<string, PreparedRoute>;
  readonly any: PreparedRoute | null;
};

/** A snapshot that is ready to serve. Immutable; stages and sides share it. */
export type PreparedApi = {
  readonly hash: string;
  readonly api: ApiSnapshot['api'];
  /** The resource policy. */
  readonly policy: Policy | null;
  /** Null: the gateway adds no cross-origin headers. */
  readonly cors: CorsPolicy | null;
  readonly router: Router<PreparedResource>;
  readonly routes: readonly PreparedRoute[];
  /** Of every type. */
  readonly gatewayResponses: ReadonlyMap<GatewayResponseType, EffectiveGatewayResponse>;
};

/** One side of a stage. The arrays run parallel to the routes and are filled as routes are first used. */
export type StageSide = {
  readonly variant: Variant;
  readonly version: number;
  readonly deploymentId: string;
  readonly prepared: PreparedApi;
  readonly variables: Readonly<Record<string, string>>;
  /** A text says why the route has no usable upstream. */
  readonly targets: (UpstreamTarget | string | undefined)[];
  readonly throttles: (MethodThrottle | null | undefined)[];
  readonly caches: (RouteCache | null | undefined)[];
  /** As telemetry names them: by method within route. */
  readonly logged: Map<string, LoggedMethod>[];
};

export type Stage = {
  /** `{apiId}/{stageName}`. */
  readonly id: string;
  readonly state: StageState;
  readonly stable: StageSide;
  readonly canary: StageSide | null;
  readonly accessLog: AccessLogTemplate | null;
};

/** Everything that is served, by API id and stage name. A request reads it once; nothing in it changes under a request. */
export type GatewayState = ReadonlyMap<string, ReadonlyMap<string, Stage>>;
