import type { Design } from '../apis/design.ts';
import { mockIntegration } from '../integrations/schema.ts';
import type { Method } from '../methods/schema.ts';
import type { Model } from '../models/schema.ts';

/** A small pet shop for the tests of this folder. */
export function petDesign(changes: Partial<Design> = {}): Design {
  return {
    formatVersion: 1,
    api: {
      id: 'a1b2c3d4e5',
      protocolType: 'REST',
      name: 'Pet shop',
      description: 'Sells **pets**.',
      version: '1.2.0',
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
    resources: [
      { id: 'root', parentId: null, pathPart: '', path: '/' },
      { id: 'pets', parentId: 'root', pathPart: 'pets', path: '/pets' },
      { id: 'pet', parentId: 'pets', pathPart: '{petId}', path: '/pets/{petId}' },
    ],
    methods: [
      petMethod({ httpMethod: 'GET', operationName: 'listPets' }),
      petMethod({ httpMethod: 'OPTIONS' }),
      petMethod({
        httpMethod: 'POST',
        apiKeyRequired: true,
        requestModels: { 'application/json': 'Pet' },
        methodResponses: [
          {
            statusCode: '201',
            responseParameters: { 'method.response.header.Location': false },
            responseModels: { 'application/json': 'Pet' },
          },
          { statusCode: '400', responseParameters: {}, responseModels: {} },
        ],
      }),
      petMethod({
        resourceId: 'pet',
        httpMethod: 'GET',
        requestParameters: {
          'method.request.path.petId': true,
          'method.request.querystring.fields': true,
          'method.request.querystring.expand': false,
          'method.request.header.X-Tenant': true,
        },
      }),
    ],
    models: [petModel],
    requestValidators: [],
    authorizers: [],
    gatewayResponses: [],
    documentationParts: [
      part({ type: 'METHOD', path: '/pets', method: 'POST' }, { summary: 'Add a pet', description: 'Adds *one*.' }),
      part({ type: 'PATH_PARAMETER', path: '/pets', name: 'petId' }, { description: 'Its number.', type: 'integer' }),
      part({ type: 'RESPONSE', path: '/pets', method: 'POST', statusCode: '201' }, { description: 'It is there.' }),
    ],
    ...changes,
  };
}

export function petMethod(changes: Partial<Method>): Method {
  return {
    resourceId: 'pets',
    httpMethod: 'GET',
    authorizationType: 'NONE',
    authorizerId: null,
    authorizationScopes: [],
    apiKeyRequired: false,
    operationName: null,
    requestValidatorId: null,
    requestParameters: {},
    requestModels: {},
    methodResponses: [],
    integration: mockIntegration(),
    ...changes,
  };
}

/** A cycle (`parent`) and a reference to a definition of its own document. */
export const petModel = model('Pet', {
  type: 'object',
  description: 'A pet.',
  required: ['name'],
  properties: {
    id: { type: 'integer', format: 'int64', readOnly: true },
    name: { type: 'string', example: 'Rex', maxLength: 40 },
    status: { type: 'string', enum: ['available', 'sold'] },
    tags: { type: 'array', items: { $ref: '#/definitions/Tag' } },
    parent: { $ref: 'https://apigateway.amazonaws.com/restapis/a1b2c3d4e5/models/Pet' },
  },
  definitions: { Tag: { type: 'object', properties: { label: { type: 'string' } } } },
});

export function model(name: string, schema: unknown): Model {
  return { id: name, name, description: null, contentType: 'application/json', schema: JSON.stringify(schema) };
}

export function part(
  location: Partial<Design['documentationParts'][number]['location']> &
    Pick<Design['documentationParts'][number]['location'], 'type'>,
  properties: unknown,
): Design['documentationParts'][number] {
  return {
    id: JSON.stringify(location),
    location: { path: null, method: null, statusCode: null, name: null, ...location },
    properties: JSON.stringify(properties),
  };
}
