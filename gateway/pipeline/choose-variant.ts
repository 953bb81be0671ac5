import { pickVariant } from '#core/stages/canary.ts';
import type { Exchange, Failure, Outcome } from './exchange.ts';

/** The verbs that ANY stands for. */
const anyMethods = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']);

/** Decides which side of the stage serves the request, at random for each, and finds the route there. */
export function chooseVariant(exchange: Exchange): Outcome {
  const { stage, services, trace, path, resourceStart } = exchange;
  if (!stage) throw new Error('A stage was matched.');
  let side = stage.stable;
  if (stage.canary && pickVariant(stage.state.canary?.percentTraffic ?? 0, services.random()) === 'canary') {
    side = stage.canary;
    if (side.prepared !== stage.stable.prepared) {
      const found = side.prepared.router.find(path, resourceStart);
      exchange.resource = found?.value ?? null;
      if (found) exchange.offsets = found.offsets;
    }
  }
  exchange.side = side;
  trace?.say(stage.canary ? `The ${side.variant} side serves this request.` : 'The stage has no canary.');
  trace?.note('version', String(side.version));
  if (side.prepared.api.disableExecuteApiEndpoint) {
    return { type: 'ACCESS_DENIED', cause: 'The API disabled its execute-api endpoint (disableExecuteApiEndpoint).' };
  }
  const { method } = exchange.call;
  const { resource } = exchange;
  exchange.route = resource?.methods.get(method) ?? (anyMethods.has(method) ? (resource?.any ?? null) : null);
  return exchange.route ? undefined : notFound(exchange);
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
