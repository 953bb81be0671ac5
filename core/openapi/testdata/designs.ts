import fc from 'fast-check';
import { authorizationTypeOf } from '../../authorizers/schema.ts';
import type { Design } from '../../apis/design.ts';
import { orderDesign } from '../../apis/order-design.ts';
import { gatewayResponseTypes } from '../../gateway-responses/schema.ts';
import { mockIntegration, type Integration } from '../../integrations/schema.ts';
import type { Method } from '../../methods/schema.ts';
import { childPath } from '../../resources/schema.ts';

const word = fc.stringMatching(/^[a-z][a-zA-Z0-9]{0,8}$/);
const text = fc.string({ minLength: 1, maxLength: 40 }).filter((value) => !value.includes('\0') && value.trim() === value && value.isWellFormed());
const header = fc.stringMatching(/^X-[A-Za-z]{1,8}$/);
const statusCode = fc.constantFrom('200', '201', '204', '400', '404', '500');
const contentType = fc.constantFrom('application/json', 'application/xml', 'text/plain');
const jwtConfiguration = fc.record({ issuer: fc.constant('https://id.example.com/'), audience: fc.array(word, { maxLength: 2 }) });
const corsConfiguration = fc.record({
  allowOrigins: fc.array(word, { minLength: 1, maxLength: 2 }),
  allowMethods: fc.array(fc.constantFrom('GET', '*'), { maxLength: 2 }),
  allowHeaders: fc.array(word, { maxLength: 2 }),
  exposeHeaders: fc.array(word, { maxLength: 2 }),
  maxAge: fc.option(fc.nat(86_400), { nil: null }),
  allowCredentials: fc.boolean(),
});
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });

/** JSON Schema draft-04 that stays within what every version can say. */
function schemaOf(names: string[]): fc.Arbitrary<object> {
  const { tree } = fc.letrec<{ tree: object }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.record({ type: fc.constantFrom('string', 'integer', 'boolean'), description: text }, { requiredKeys: ['type'] }),
      fc.record({ type: fc.constant(['string', 'null']) }),
      fc.constant({ type: 'string', enum: ['a', 'b'] }),
      fc.constant({ type: 'number', minimum: 1, exclusiveMinimum: true }),
      ...(names.length > 0 ? [fc.constantFrom(...names).map((name) => ({ $ref: `#/models/${name}` }))] : []),
      fc.record({ type: fc.constant('array'), items: tie('tree') }),
      fc.record({ type: fc.constant('object'), properties: fc.dictionary(word, tie('tree'), { maxKeys: 3 }) }),
      fc.record({ anyOf: fc.tuple(tie('tree'), fc.constant({ type: 'null' })) }),
    ),
  }));
  return tree;
}

function integrationOf(pathParameters: string[]): fc.Arbitrary<Integration> {
  const full = fc.record<Integration>({
    type: fc.constantFrom('HTTP', 'HTTP_PROXY', 'AWS', 'AWS_PROXY', 'MOCK'),
    httpMethod: maybe(fc.constantFrom('GET', 'POST', 'ANY')),
    uri: maybe(word.map((name) => `https://${name}.example/${pathParameters.map((parameter) => `{${parameter}}`).join('/')}`)),
    connectionType: fc.constantFrom('INTERNET', 'VPC_LINK'),
    connectionId: maybe(word),
    credentials: maybe(word),
    requestParameters: fc.constant(
      Object.fromEntries(pathParameters.map((name) => [`integration.request.path.${name}`, `method.request.path.${name}`])),
    ),
    requestTemplates: fc.dictionary(contentType, text),
    passthroughBehavior: fc.constantFrom('WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER'),
    contentHandling: maybe(fc.constantFrom('CONVERT_TO_BINARY', 'CONVERT_TO_TEXT')),
    timeoutInMillis: fc.integer({ min: 50, max: 29_000 }),
    cacheNamespace: maybe(word),
    cacheKeyParameters: fc.constant(pathParameters.map((name) => `method.request.path.${name}`)),
    tlsConfig: maybe(fc.record({ insecureSkipVerification: fc.boolean() })),
    responseTransferMode: fc.constantFrom('BUFFERED', 'STREAM'),
    integrationResponses: fc.uniqueArray(
      fc.record({
        statusCode,
        selectionPattern: maybe(fc.constantFrom('4\\d{2}', '.*error.*', '500')),
        responseParameters: fc.dictionary(header.map((name) => `method.response.header.${name}`), text),
        responseTemplates: fc.dictionary(contentType, text),
        contentHandling: maybe(fc.constantFrom('CONVERT_TO_BINARY', 'CONVERT_TO_TEXT')),
      }),
      { maxLength: 3, selector: (response) => response.statusCode, comparator: (a, b) => a === b },
    ),
  });
  return fc.oneof(fc.constant(mockIntegration()), full).map((integration) => ({
    ...integration,
    integrationResponses: integration.integrationResponses.filter(
      (response, index, all) => all.findIndex((other) => other.selectionPattern === response.selectionPattern) === index,
    ),
  }));
}

const pathParts = fc.uniqueArray(fc.array(fc.constantFrom('a', 'b', 'c', '{}'), { minLength: 1, maxLength: 4 }), { maxLength: 6 });

/** Resources along random paths; a parameter is named after its depth, so that names never clash. */
function resourcesOf(paths: string[][]): Design['resources'] {
  const resources = new Map<string, Design['resources'][number]>([['/', { id: 'r0', parentId: null, pathPart: '', path: '/' }]]);
  for (const parts of paths) {
    let parent = '/';
    parts.forEach((part, depth) => {
      const pathPart = part === '{}' ? `{p${depth}}` : part;
      const path = childPath(parent, pathPart);
      if (!resources.has(path)) {
        resources.set(path, { id: `r${resources.size}`, parentId: resources.get(parent)?.id ?? null, pathPart, path });
      }
      parent = path;
    });
  }
  return [...resources.values()];
}

function methodOf(
  resource: Design['resources'][number],
  design: Pick<Design, 'models' | 'authorizers' | 'requestValidators'>,
): fc.Arbitrary<Omit<Method, 'operationName'>> {
  const parameters = [...resource.path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] ?? '');
  const models = design.models.map(({ name }) => name);
  const bodies = models.length > 0 ? fc.dictionary(contentType, fc.constantFrom(...models)) : fc.constant({});
  type Protection = Pick<Method, 'authorizationType' | 'authorizerId' | 'authorizationScopes'>;
  const security = fc.oneof<fc.Arbitrary<Protection>[]>(
    fc.constant<Protection>({ authorizationType: 'NONE', authorizerId: null, authorizationScopes: [] }),
    fc.constant<Protection>({ authorizationType: 'AWS_IAM', authorizerId: null, authorizationScopes: [] }),
    ...design.authorizers.map((authorizer) =>
      fc.record<Protection>({
        authorizationType: fc.constant(authorizationTypeOf(authorizer.type)),
        authorizerId: fc.constant(authorizer.id),
        authorizationScopes: fc.array(word, { maxLength: 2 }),
      }),
    ),
  );
  const query = fc.dictionary(word.map((name) => `method.request.querystring.${name}`), fc.boolean(), { maxKeys: 2 });
  const headers = fc.dictionary(header.map((name) => `method.request.header.${name}`), fc.boolean(), { maxKeys: 2 });
  return fc
    .record({
      httpMethod: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'ANY'),
      security,
      apiKeyRequired: fc.boolean(),
      requestValidatorId: maybe(fc.constantFrom('', ...design.requestValidators.map(({ id }) => id))),
      query,
      headers,
      requestModels: bodies,
      methodResponses: fc.uniqueArray(
        fc.record({
          statusCode,
          responseParameters: fc.dictionary(header.map((name) => `method.response.header.${name}`), fc.boolean()),
          responseModels: bodies,
        }),
        { maxLength: 3, selector: (response) => response.statusCode },
      ),
      integration: maybe(integrationOf(parameters)),
    })
    .map(({ security: protection, query: inQuery, headers: inHeader, requestValidatorId, ...method }) => ({
      ...method,
      ...protection,
      resourceId: resource.id,
      requestValidatorId: requestValidatorId || null,
      requestParameters: {
        ...Object.fromEntries(parameters.map((name) => [`method.request.path.${name}`, true])),
        ...inQuery,
        ...inHeader,
      },
    }));
}

function documentationOf(resources: Design['resources']): fc.Arbitrary<Design['documentationParts']> {
  const path = fc.constantFrom(...resources.map((resource) => resource.path));
  const at = (type: Design['documentationParts'][number]['location']['type'], fields: object) => ({
    type,
    path: null,
    method: null,
    statusCode: null,
    name: null,
    ...fields,
  });
  const location = fc.oneof(
    path.map((value) => at('RESOURCE', { path: value })),
    fc.record({ path, method: fc.constantFrom('GET', '*') }).map((fields) => at('METHOD', fields)),
    fc.record({ path, method: fc.constant('GET'), statusCode }).map((fields) => at('RESPONSE', fields)),
    fc.record({ path, name: word }).map((fields) => at('QUERY_PARAMETER', fields)),
    fc.record({ path, method: fc.constant('GET'), name: fc.constantFrom('p0', 'p1') }).map((fields) => at('PATH_PARAMETER', fields)),
    fc.constant(at('API', {})),
  );
  const properties = fc.oneof(
    fc.record({ description: fc.oneof(text, fc.constant('')) }),
    fc.record({ summary: text, tags: fc.array(word) }),
    fc.record({ schema: schemaOf([]), example: fc.jsonValue() }),
    fc.record({ odd: fc.jsonValue() }),
    fc.constant({ description: 7 }),
    fc.constant({ info: { contact: { name: 'A team' } }, tags: [{ name: 'pets' }] }),
  );
  return fc.uniqueArray(
    fc.record({ id: fc.constant('d'), location, properties: properties.map((value) => JSON.stringify(value)) }),
    { maxLength: 8, selector: (part) => JSON.stringify(part.location) },
  );
}

/** Designs of every shape that OpenAPI 3.0 with extensions can carry whole. */
export const designs: fc.Arbitrary<Design> = fc
  .record({
    paths: pathParts,
    modelNames: fc.uniqueArray(word, { maxLength: 4 }),
    authorizers: fc.uniqueArray(
      fc.record<Design['authorizers'][number]>({
        id: fc.uuid(),
        name: word,
        type: fc.constantFrom('TOKEN', 'REQUEST', 'COGNITO_USER_POOLS', 'JWT'),
        providerARNs: fc.array(word, { maxLength: 2 }),
        authType: maybe(word.filter((name) => name.toLowerCase() !== 'awssigv4')),
        authorizerUri: maybe(word),
        authorizerCredentials: maybe(word),
        identitySource: maybe(fc.constantFrom('method.request.header.Auth', 'method.request.header.A, context.path')),
        identityValidationExpression: maybe(text),
        authorizerResultTtlInSeconds: fc.integer({ min: 0, max: 3600 }),
        jwtConfiguration,
      }).map((made) => ({ ...made, jwtConfiguration: made.type === 'JWT' ? made.jwtConfiguration : null })),
      { maxLength: 3, selector: ({ name }) => name },
    ),
    requestValidators: fc.uniqueArray(
      fc.record({ id: fc.uuid(), name: word, validateRequestBody: fc.boolean(), validateRequestParameters: fc.boolean() }),
      { maxLength: 3, selector: ({ name }) => name },
    ),
    gatewayResponses: fc.uniqueArray(
      fc.record({
        responseType: fc.constantFrom(...gatewayResponseTypes),
        statusCode: maybe(statusCode),
        responseParameters: fc.dictionary(word, text, { maxKeys: 2 }),
        responseTemplates: fc.dictionary(contentType, text, { maxKeys: 2 }),
      }),
      { maxLength: 4, selector: ({ responseType }) => responseType },
    ),
    api: fc.record<Design['api']>({
      id: fc.constant('api1'),
      protocolType: fc.constant('REST'),
      name: text,
      description: maybe(fc.string({ maxLength: 30 }).filter((value) => !value.includes('\0') && value.isWellFormed())),
      version: maybe(text),
      apiKeySource: fc.constantFrom('HEADER', 'AUTHORIZER'),
      binaryMediaTypes: fc.array(contentType, { maxLength: 2 }),
      minimumCompressionSize: maybe(fc.nat(10_485_760)),
      endpointConfiguration: fc.record({
        types: fc.constantFrom(['REGIONAL'], ['EDGE'], ['PRIVATE']) as fc.Arbitrary<('REGIONAL' | 'EDGE' | 'PRIVATE')[]>,
        vpcEndpointIds: fc.array(word, { maxLength: 2 }),
      }),
      disableExecuteApiEndpoint: fc.boolean(),
      corsConfiguration: maybe(corsConfiguration),
      policy: maybe(fc.oneof(fc.constant('{"Statement": []}'), fc.constant('{\n  "Statement": []\n}'), fc.constant('not JSON'), fc.constant('"text"'))),
      tags: fc.dictionary(word, text, { maxKeys: 3 }),
      behavior: fc.constantFrom('friendly', 'aws-strict'),
    }),
  })
  .chain(({ paths, modelNames, ...rest }) => {
    const resources = resourcesOf(paths);
    const models = fc.tuple(
      ...modelNames.map((name) =>
        fc
          .record({ schema: schemaOf(modelNames.filter((other) => other < name)), description: maybe(text), contentType: fc.constantFrom('application/json', 'application/xml') })
          .map(({ schema, ...model }) => ({ id: name, name, ...model, schema: JSON.stringify(schema, null, 2) })),
      ),
    );
    return models
      .chain((made) =>
        fc.record({
          models: fc.constant(made),
          methods: fc.tuple(...resources.map((resource) => fc.array(methodOf(resource, { ...rest, models: made }), { maxLength: 2 }))),
          documentationParts: documentationOf(resources),
        }),
      )
      .map(({ models: made, methods, documentationParts }) =>
        orderDesign({
          formatVersion: 1,
          ...rest,
          resources,
          models: made,
          documentationParts,
          methods: methods
            .flatMap((list) => list.filter((method, index) => list.findIndex(({ httpMethod }) => httpMethod === method.httpMethod) === index))
            .map((method, index) => ({ ...method, operationName: index % 3 === 0 ? null : `operation${index}` })),
        }),
      );
  });
