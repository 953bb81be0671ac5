import type { Shape } from './shape.ts';

/** The objects of OpenAPI 3.0 and 3.1 (https://spec.openapis.org) and Swagger 2.0, as far as an import tells their fields apart. */

const noPlace = 'an API design has no place for it';

const documentExtensions = [
  'x-amazon-apigateway-api-key-source',
  'x-amazon-apigateway-binary-media-types',
  'x-amazon-apigateway-cors',
  'x-amazon-apigateway-documentation',
  'x-amazon-apigateway-endpoint-configuration',
  'x-amazon-apigateway-gateway-responses',
  'x-amazon-apigateway-importexport-version',
  'x-amazon-apigateway-minimum-compression-size',
  'x-amazon-apigateway-policy',
  'x-amazon-apigateway-request-validator',
  'x-amazon-apigateway-request-validators',
];

export const openApiDocumentShape: Shape = {
  what: 'the document',
  fields: {
    openapi: 'string',
    info: 'object',
    servers: 'array',
    paths: 'object',
    components: 'object',
    security: 'array',
    tags: 'array',
    externalDocs: 'object',
    'x-sluice-behavior': 'string',
  },
  required: ['info'],
  notCarried: {
    webhooks: 'a gateway serves no webhooks',
    jsonSchemaDialect: 'models are read as JSON Schema 2020-12',
    $self: noPlace,
  },
  extensions: documentExtensions,
};

export const swaggerDocumentShape: Shape = {
  what: 'the document',
  fields: {
    swagger: 'string',
    info: 'object',
    host: 'string',
    basePath: 'string',
    schemes: 'array',
    consumes: 'array',
    produces: 'array',
    paths: 'object',
    definitions: 'object',
    parameters: 'object',
    responses: 'object',
    securityDefinitions: 'object',
    security: 'array',
    tags: 'array',
    externalDocs: 'object',
    'x-sluice-behavior': 'string',
  },
  required: ['info'],
  notCarried: openApiDocumentShape.notCarried,
  extensions: documentExtensions,
};

export const infoShape: Shape = {
  what: 'info',
  fields: {
    title: 'string',
    summary: 'string',
    description: 'string',
    termsOfService: 'string',
    contact: 'object',
    license: 'object',
    version: 'string',
  },
  required: ['title'],
};

const verbs = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'] as const;

export const pathItemShape: Shape = {
  what: 'a path item',
  fields: {
    ...Object.fromEntries(verbs.map((verb) => [verb, 'any'] as const)),
    summary: 'string',
    description: 'string',
    servers: 'array',
    parameters: 'array',
    additionalOperations: 'object',
  },
  extensions: ['x-amazon-apigateway-any-method'],
};

const operationExtensions = [
  'x-amazon-apigateway-auth',
  'x-amazon-apigateway-integration',
  'x-amazon-apigateway-request-validator',
];

export const openApiOperationShape: Shape = {
  what: 'an operation',
  fields: {
    tags: 'array',
    summary: 'string',
    description: 'string',
    externalDocs: 'object',
    operationId: 'string',
    parameters: 'array',
    requestBody: 'object',
    responses: 'object',
    deprecated: 'boolean',
    security: 'array',
    servers: 'array',
  },
  notCarried: { callbacks: 'a gateway does not call back' },
  extensions: operationExtensions,
};

export const swaggerOperationShape: Shape = {
  what: 'an operation',
  fields: {
    tags: 'array',
    summary: 'string',
    description: 'string',
    externalDocs: 'object',
    operationId: 'string',
    consumes: 'array',
    produces: 'array',
    parameters: 'array',
    responses: 'object',
    deprecated: 'boolean',
    security: 'array',
  },
  notCarried: { schemes: 'the integration says how the backend is called' },
  extensions: operationExtensions,
};

export const openApiParameterShape: Shape = {
  what: 'a parameter',
  fields: {
    name: 'string',
    in: 'string',
    description: 'string',
    required: 'boolean',
    deprecated: 'boolean',
    allowEmptyValue: 'boolean',
    style: 'string',
    explode: 'boolean',
    allowReserved: 'boolean',
    schema: 'any',
    example: 'any',
    examples: 'object',
    content: 'object',
  },
  required: ['name', 'in'],
};

/** Swagger 2.0 writes the schema's keywords into the parameter itself. */
export const swaggerSchemaFields = {
  type: 'string',
  format: 'string',
  items: 'object',
  default: 'any',
  maximum: 'number',
  exclusiveMaximum: 'boolean',
  minimum: 'number',
  exclusiveMinimum: 'boolean',
  maxLength: 'number',
  minLength: 'number',
  pattern: 'string',
  maxItems: 'number',
  minItems: 'number',
  uniqueItems: 'boolean',
  enum: 'array',
  multipleOf: 'number',
} as const;

export const swaggerParameterShape: Shape = {
  what: 'a parameter',
  fields: {
    ...swaggerSchemaFields,
    name: 'string',
    in: 'string',
    description: 'string',
    required: 'boolean',
    schema: 'object',
    allowEmptyValue: 'boolean',
    collectionFormat: 'string',
    'x-sluice-untyped': 'boolean',
  },
  required: ['name', 'in'],
};

export const requestBodyShape: Shape = {
  what: 'a request body',
  fields: { description: 'string', content: 'object', required: 'boolean' },
};

export const mediaTypeShape: Shape = {
  what: 'a media type',
  fields: { schema: 'any', example: 'any', examples: 'object' },
  notCarried: { encoding: 'bodies pass as they are', itemSchema: noPlace },
};

export const openApiResponseShape: Shape = {
  what: 'a response',
  fields: { summary: 'string', description: 'string', headers: 'object', content: 'object' },
  notCarried: { links: noPlace },
};

export const swaggerResponseShape: Shape = {
  what: 'a response',
  fields: { description: 'string', schema: 'object', headers: 'object', examples: 'object' },
};

export const openApiHeaderShape: Shape = {
  what: 'a header',
  fields: {
    description: 'string',
    required: 'boolean',
    deprecated: 'boolean',
    style: 'string',
    explode: 'boolean',
    schema: 'any',
    example: 'any',
    examples: 'object',
    content: 'object',
  },
};

export const swaggerHeaderShape: Shape = {
  what: 'a header',
  fields: { ...swaggerSchemaFields, description: 'string', collectionFormat: 'string', 'x-sluice-untyped': 'boolean' },
};

export const serverShape: Shape = {
  what: 'a server',
  fields: { url: 'string', description: 'string', variables: 'object', name: 'string' },
  required: ['url'],
  extensions: ['x-amazon-apigateway-endpoint-configuration'],
};

export const componentsShape: Shape = {
  what: 'components',
  fields: {
    schemas: 'object',
    responses: 'object',
    parameters: 'object',
    examples: 'object',
    requestBodies: 'object',
    headers: 'object',
    securitySchemes: 'object',
    links: 'object',
    callbacks: 'object',
    pathItems: 'object',
    mediaTypes: 'object',
  },
  extensions: ['x-amazon-apigateway-integrations'],
};
