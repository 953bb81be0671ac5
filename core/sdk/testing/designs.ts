import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import type { Design } from '../../apis/design.ts';
import { importOpenApi } from '../../openapi/import.ts';
import type { Json } from '../../openapi/json.ts';
import { methodResponseSchema, methodSchema } from '../../methods/schema.ts';
import type { Method } from '../../methods/schema.ts';

/** Imports a description with ids that count up. */
export function importedDesign(document: Json): Design {
  let last = 0;
  const newId = (): string => {
    last += 1;
    return `id${String(last).padStart(8, '0')}`;
  };
  return importOpenApi(document, { newId, apiId: 'petstoreid' }).design;
}

/** The Petstore as a design. */
export function petstoreDesign(): Design {
  const file = new URL('../../openapi/testdata/petstore.yaml', import.meta.url);
  return importedDesign(load(readFileSync(file, 'utf8')) as Json);
}

/** A method by its differences from one that has nothing. */
export function method(resourceId: string, httpMethod: Method['httpMethod'], rest: Partial<Method> = {}): Method {
  return methodSchema.parse({
    resourceId,
    httpMethod,
    authorizationType: 'NONE',
    authorizerId: null,
    authorizationScopes: [],
    apiKeyRequired: false,
    operationName: null,
    requestValidatorId: null,
    requestParameters: {},
    requestModels: {},
    methodResponses: [],
    integration: null,
    ...rest,
  });
}

/** A method response by its status and the model of its JSON body. */
export function jsonResponse(statusCode: string, model?: string): Method['methodResponses'][number] {
  return methodResponseSchema.parse({
    statusCode,
    responseParameters: {},
    responseModels: model === undefined ? {} : { 'application/json': model },
  });
}

/** A design of resources by path, methods and models. */
export function designOf(parts: {
  name?: string;
  description?: string;
  version?: string;
  paths: string[];
  methods: Method[];
  models?: Record<string, unknown>;
  documentation?: {
    type: Design['documentationParts'][number]['location']['type'];
    path?: string;
    method?: string;
    name?: string;
    properties: unknown;
  }[];
}): Design {
  return {
    formatVersion: 1,
    api: {
      id: 'api1234567',
      protocolType: 'REST',
      name: parts.name ?? 'Zoo',
      description: parts.description ?? null,
      version: parts.version ?? null,
      apiKeySource: 'HEADER',
      binaryMediaTypes: [],
      minimumCompressionSize: null,
      endpointConfiguration: { types: ['REGIONAL'], vpcEndpointIds: [] },
      disableExecuteApiEndpoint: false,
      corsConfiguration: null,
      policy: null,
      tags: {},
      behavior: 'friendly',
    },
    resources: parts.paths.map((path) => ({ id: path, parentId: null, pathPart: path.split('/').at(-1) ?? '', path })),
    methods: parts.methods,
    models: Object.entries(parts.models ?? {}).map(([name, schema]) => ({
      id: name,
      name,
      description: null,
      contentType: 'application/json',
      schema: JSON.stringify(schema),
    })),
    requestValidators: [],
    authorizers: [],
    gatewayResponses: [],
    documentationParts: (parts.documentation ?? []).map(({ type, path, method: verb, name, properties }, index) => ({
      id: `doc${index}`,
      location: { type, path: path ?? null, method: verb ?? null, statusCode: null, name: name ?? null },
      properties: JSON.stringify(properties),
    })),
  };
}
