import type { RestApi } from '#core/apis/schema.ts';

/** AWS's RestApi. */
export function renderRestApi(api: RestApi & { createdDate: Date; rootResourceId: string }) {
  const { endpointConfiguration, policy, binaryMediaTypes, tags } = api;
  const { types, vpcEndpointIds } = endpointConfiguration;
  return {
    id: api.id,
    name: api.name,
    description: api.description,
    createdDate: api.createdDate,
    version: api.version,
    binaryMediaTypes: binaryMediaTypes.length > 0 ? binaryMediaTypes : null,
    minimumCompressionSize: api.minimumCompressionSize,
    apiKeySource: api.apiKeySource,
    endpointConfiguration: {
      types,
      ipAddressType: 'ipv4',
      vpcEndpointIds: vpcEndpointIds.length > 0 ? vpcEndpointIds : null,
    },
    // AWS answers the document with its quotes escaped once more, and clients take that away.
    policy: policy === null ? null : JSON.stringify(policy).slice(1, -1),
    tags: Object.keys(tags).length > 0 ? tags : null,
    disableExecuteApiEndpoint: api.disableExecuteApiEndpoint,
    rootResourceId: api.rootResourceId,
  };
}
