import { type Design, emptyDesign } from '../apis/design.ts';
import { mockIntegration } from '../integrations/schema.ts';

type Loose = Record<string, unknown>;
type ShortMethod = Loose & { path: string; httpMethod: string; integration?: Loose | null };

/** A design in short form: resources by path, methods by path and verb, and only what differs from the defaults. */
export type ShortDesign = {
  api?: Loose;
  paths?: string[];
  resources?: Design['resources'];
  methods?: ShortMethod[];
  models?: Record<string, unknown>;
  requestValidators?: Design['requestValidators'];
  authorizers?: Loose[];
  gatewayResponses?: Loose[];
};

const api: Design['api'] = {
  id: 'abcdefghij',
  protocolType: 'REST',
  name: 'Test',
  description: null,
  version: null,
  apiKeySource: 'HEADER',
  binaryMediaTypes: [],
  minimumCompressionSize: null,
  endpointConfiguration: { types: ['REGIONAL'], vpcEndpointIds: [] },
  disableExecuteApiEndpoint: false,
  corsConfiguration: null,
  policy: null,
  tags: {},
  behavior: 'friendly',
};

/** The whole design of a short form. A resource's id is its path with `r` before it; parents are made as they are needed. */
export function fillDesign(short: ShortDesign): Design {
  const methods = (short.methods ?? []).map(({ path, integration, ...method }) => ({
    resourceId: `r${path}`,
    authorizationType: 'NONE',
    authorizerId: null,
    authorizationScopes: [],
    apiKeyRequired: false,
    operationName: null,
    requestValidatorId: null,
    requestParameters: {},
    requestModels: {},
    methodResponses: [{ statusCode: '200', responseParameters: {}, responseModels: {} }],
    ...method,
    integration: integration === null ? null : { ...mockIntegration(), requestTemplates: {}, ...integration },
  }));
  const paths = [...(short.paths ?? []), ...(short.methods ?? []).map((method) => method.path)];
  const authorizer = {
    type: 'TOKEN',
    providerARNs: [],
    authType: null,
    authorizerUri: null,
    authorizerCredentials: null,
    identitySource: null,
    identityValidationExpression: null,
    authorizerResultTtlInSeconds: 300,
    jwtConfiguration: null,
  };
  const filled = {
    ...emptyDesign({ ...api, ...short.api } as Design['api']),
    resources: short.resources ?? resourcesOf(paths),
    methods,
    models: Object.entries(short.models ?? {}).map(([name, schema]) => ({
      id: `m-${name}`,
      name,
      description: null,
      contentType: 'application/json',
      schema: typeof schema === 'string' ? schema : JSON.stringify(schema),
    })),
    requestValidators: short.requestValidators ?? [],
    authorizers: (short.authorizers ?? []).map((each) => ({ ...authorizer, ...each })),
    gatewayResponses: (short.gatewayResponses ?? []).map((each) => ({
      statusCode: null,
      responseParameters: {},
      responseTemplates: {},
      ...each,
    })),
  };
  return filled as unknown as Design;
}

function resourcesOf(paths: readonly string[]): Design['resources'] {
  const all = new Set(['/']);
  for (const path of paths) {
    const parts = path.split('/').slice(1).filter(Boolean);
    parts.forEach((_, index) => all.add(`/${parts.slice(0, index + 1).join('/')}`));
  }
  return [...all].map((path) => {
    const slash = path.lastIndexOf('/');
    if (path === '/') return { id: 'r/', parentId: null, pathPart: '', path };
    return { id: `r${path}`, parentId: `r${path.slice(0, slash) || '/'}`, pathPart: path.slice(slash + 1), path };
  });
}
