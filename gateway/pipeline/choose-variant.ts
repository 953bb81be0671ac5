import { pickVariant, stickyPosition } from '#core/stages/canary.ts';
import { headerValue } from '#gateway/http/headers.ts';
import type { Exchange, Failure, Outcome } from './exchange.ts';
import { lookUpResource } from './look-up-resource.ts';

/** The verbs that ANY stands for. */
const anyMethods = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']);

/**
 * Decides which side of the stage serves the request, and finds the route there. A preflight that the gateway answers
 * itself needs no route, only a resource.
 */
export function chooseVariant(exchange: Exchange): Outcome {
  const { stage, trace } = exchange;
  if (!stage) throw new Error('A stage was matched.');
  let side = stage.stable;
  if (stage.canary && pickVariant(stage.state.canary?.percentTraffic ?? 0, position(exchange)) === 'canary') {
    side = stage.canary;
    if (side.prepared !== stage.stable.prepared) {
      const failure = lookUpResource(exchange, side.prepared.router);
      if (failure) return failure;
    }
  }
  exchange.side = side;
  trace?.say(stage.canary ? `The ${side.variant} side serves this request.` : 'The stage has no canary.');
  trace?.note('version', String(side.version));
  if (side.prepared.api.disableExecuteApiEndpoint && exchange.basePath === null) {
    return { type: 'ACCESS_DENIED', cause: 'The API disabled its execute-api endpoint (disableExecuteApiEndpoint).' };
  }
  const { method } = exchange.call;
  const { resource } = exchange;
  exchange.route = resource?.methods.get(method) ?? (anyMethods.has(method) ? (resource?.any ?? null) : null);
  if (exchange.route || (resource && isPreflight(exchange))) return undefined;
  return notFound(exchange);
}

/**
 * Where the request stands in [0, 1): at random for each (AWS API Gateway), or where the stage is told so, always the same
 * for one caller. A caller without the value that decides is one of the random ones.
 */
function position(exchange: Exchange): number {
  const { stage, call, services } = exchange;
  const stickiness = stage?.state.canary?.stickiness;
  if (!stage || !stickiness) return services.random();
  let value: string | null;
  switch (stickiness.by) {
    case 'API_KEY':
      value = exchange.apiKey;
      break;
    case 'SOURCE_IP':
      value = exchange.sourceIp;
      break;
    case 'HEADER':
      value = headerValue(call.rawHeaders, stickiness.header.toLowerCase());
      break;
  }
  return value === null || value === '' ? services.random() : stickyPosition(stage.id, value);
}

function isPreflight({ call, side, origin }: Exchange): boolean {
  if (call.method !== 'OPTIONS' || origin === null || !side?.prepared.cors) return false;
  return headerValue(call.rawHeaders, 'access-control-request-method') !== null;
}

function notFound(exchange: Exchange): Failure {
  const { resource, side, path, resourceStart } = exchange;
  const { method } = exchange.call;
  const below = path.slice(resourceStart) || '/';
  const cause = resource
    ? `${resource.path} has no method ${method}; it has ${[...resource.methods.keys(), ...(resource.any ? ['ANY'] : [])].join(', ')}.`
    : `No resource of version ${side?.version} matches ${below}.`;
  if (side?.prepared.api.behavior === 'aws-strict') return { type: 'MISSING_AUTHENTICATION_TOKEN', cause };
  const message = resource ? `${method} is not a method of this resource.` : `This API has no resource at ${below}.`;
  return { type: 'RESOURCE_NOT_FOUND', cause, message };
}
