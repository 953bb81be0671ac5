import type { Integration } from '#core/integrations/schema.ts';
import { badRequest } from '../aws-error.ts';
import { integerOf, type PatchTarget } from '../patch.ts';
import { contentHandlingOf, passthroughBehaviorOf, refuseIntegrationTarget } from './check-integration.ts';
import { mapTarget, textOf, truthOf } from './map-patches.ts';
import { noContentType, noParameter } from './method-words.ts';

function replaceTarget(
  path: string,
  replace: (integration: Integration, value: string) => void,
): PatchTarget<Integration> {
  return { path, ops: ['replace'], apply: (integration, { value }) => replace(integration, value) };
}

/** What UpdateIntegration takes. An empty value takes an optional setting away. */
export const integrationPatches: PatchTarget<Integration>[] = [
  {
    path: '/cacheKeyParameters/{name}',
    ops: ['add', 'remove'],
    apply(integration, { op, labels: [name = ''] }) {
      const others = integration.cacheKeyParameters.filter((each) => each !== name);
      if (op === 'remove' && others.length === integration.cacheKeyParameters.length) throw noParameter;
      integration.cacheKeyParameters = op === 'add' ? [...others, name] : others;
    },
  },
  replaceTarget('/cacheNamespace', (integration, value) => void (integration.cacheNamespace = value || null)),
  replaceTarget('/connectionId', (integration, value) => void (integration.connectionId = value || null)),
  replaceTarget('/connectionType', (integration, value) => {
    if (value !== 'INTERNET' && value !== 'VPC_LINK') {
      throw badRequest('Invalid ConnectionType specified. Valid options are INTERNET,VPC_LINK');
    }
    integration.connectionType = value;
  }),
  replaceTarget(
    '/contentHandling',
    (integration, value) => void (integration.contentHandling = contentHandlingOf(value)),
  ),
  replaceTarget('/credentials', (integration, value) => void (integration.credentials = value || null)),
  replaceTarget('/httpMethod', (integration, value) => void (integration.httpMethod = value || null)),
  replaceTarget('/integrationTarget', (_, value) => refuseIntegrationTarget(value)),
  replaceTarget('/passthroughBehavior', (integration, value) => {
    integration.passthroughBehavior = passthroughBehaviorOf(value);
  }),
  replaceTarget('/responseTransferMode', (integration, value) => {
    if (value !== 'BUFFERED' && value !== 'STREAM') {
      throw badRequest('Invalid ResponseTransferMode specified. Valid options are BUFFERED,STREAM');
    }
    integration.responseTransferMode = value;
  }),
  {
    path: '/timeoutInMillis',
    ops: ['replace'],
    apply: (integration, patch) => void (integration.timeoutInMillis = integerOf(patch)),
  },
  replaceTarget('/tlsConfig/insecureSkipVerification', (integration, value) => {
    integration.tlsConfig = { insecureSkipVerification: truthOf(value) };
  }),
  replaceTarget('/uri', (integration, value) => void (integration.uri = value || null)),
  mapTarget('/requestParameters/{name}', (integration) => integration.requestParameters, {
    valueOf: textOf,
    absent: noParameter,
  }),
  mapTarget('/requestTemplates/{type}', (integration) => integration.requestTemplates, {
    valueOf: textOf,
    absent: noContentType,
  }),
];
