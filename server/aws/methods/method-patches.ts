import type { Method } from '#core/methods/schema.ts';
import { badRequest } from '../aws-error.ts';
import type { PatchTarget } from '../patch.ts';
import { authorizationTypeOf } from './authorization.ts';
import { mapTarget, textOf, truthOf } from './map-patches.ts';
import { noContentType, noParameter } from './method-words.ts';

const requestParameters = mapTarget<Method, boolean>(
  '/requestParameters/{name}',
  (method) => method.requestParameters,
  {
    valueOf: truthOf,
    absent: noParameter,
  },
);

/** What UpdateMethod takes. */
export const methodPatches: PatchTarget<Method>[] = [
  {
    path: '/apiKeyRequired',
    ops: ['replace'],
    apply: (method, { value }) => void (method.apiKeyRequired = truthOf(value)),
  },
  {
    path: '/authorizationScopes',
    ops: ['add', 'remove'],
    apply(method, { op, value }) {
      if (value === '') throw badRequest('Invalid authorization scope specified');
      const others = method.authorizationScopes.filter((scope) => scope !== value);
      method.authorizationScopes = op === 'add' ? [...others, value] : others;
    },
  },
  {
    path: '/authorizationType',
    ops: ['replace'],
    apply: (method, { value }) => void (method.authorizationType = authorizationTypeOf(value)),
  },
  { path: '/authorizerId', ops: ['replace'], apply: (method, { value }) => void (method.authorizerId = value || null) },
  {
    path: '/operationName',
    ops: ['replace'],
    apply: (method, { value }) => void (method.operationName = value || null),
  },
  {
    path: '/requestValidatorId',
    ops: ['replace'],
    apply: (method, { value }) => void (method.requestValidatorId = value || null),
  },
  {
    ...requestParameters,
    apply(method, patch) {
      requestParameters.apply(method, patch);
      // The cache cannot tell requests apart by a parameter that the method does not have.
      if (patch.op !== 'remove' || !method.integration) return;
      const { integration } = method;
      integration.cacheKeyParameters = integration.cacheKeyParameters.filter((name) => name !== patch.labels[0]);
    },
  },
  mapTarget('/requestModels/{type}', (method) => method.requestModels, { valueOf: textOf, absent: noContentType }),
];
