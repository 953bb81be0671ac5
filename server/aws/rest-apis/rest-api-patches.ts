import type { RestApi } from '#core/apis/schema.ts';
import { badRequest } from '../aws-error.ts';
import { flagOf, integerOf, type PatchTarget, wordOf } from '../patch.ts';

const endpointTypes = ['EDGE', 'REGIONAL', 'PRIVATE'] as const;

/** What UpdateRestApi takes. */
export const restApiPatches: PatchTarget<RestApi>[] = [
  { path: '/name', ops: ['replace'], apply: (api, { value }) => void (api.name = value) },
  { path: '/description', ops: ['replace'], apply: (api, { value }) => void (api.description = value) },
  {
    path: '/apiKeySource',
    ops: ['replace'],
    apply: (api, patch) => void (api.apiKeySource = wordOf(['HEADER', 'AUTHORIZER'], patch)),
  },
  {
    path: '/minimumCompressionSize',
    ops: ['add', 'replace', 'remove'],
    apply(api, patch) {
      api.minimumCompressionSize = patch.op === 'remove' || patch.value === '' ? null : integerOf(patch);
    },
  },
  {
    path: '/policy',
    ops: ['replace', 'remove'],
    apply: (api, { value }) => void (api.policy = value === '' ? null : value),
  },
  {
    path: '/disableExecuteApiEndpoint',
    ops: ['replace'],
    apply: (api, patch) => void (api.disableExecuteApiEndpoint = flagOf(patch)),
  },
  {
    path: '/binaryMediaTypes/{type}',
    ops: ['add', 'replace', 'remove'],
    apply(api, { op, value, labels: [type = ''] }) {
      if (op !== 'add' && !api.binaryMediaTypes.includes(type)) throw badRequest(`Invalid binary media type ${type}`);
      const others = api.binaryMediaTypes.filter((each) => each !== type);
      api.binaryMediaTypes = op === 'remove' ? others : [...others, op === 'replace' && value !== '' ? value : type];
    },
  },
  {
    path: '/endpointConfiguration/types/{type}',
    ops: ['replace'],
    apply(api, patch) {
      api.endpointConfiguration.types = [wordOf(endpointTypes, patch)];
    },
  },
  {
    path: '/endpointConfiguration/vpcEndpointIds',
    ops: ['add', 'remove'],
    apply({ endpointConfiguration }, { op, value }) {
      const others = endpointConfiguration.vpcEndpointIds.filter((id) => id !== value);
      endpointConfiguration.vpcEndpointIds = op === 'add' ? [...others, value] : others;
    },
  },
  {
    path: '/endpointConfiguration/ipAddressType',
    ops: ['replace'],
    apply: (_, patch) => void wordOf(['ipv4', 'dualstack'], patch),
  },
];
