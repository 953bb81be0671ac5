import { corsConfigurationSchema } from '../cors/schema.ts';
import { apiBehaviors, type RestApi } from '../apis/schema.ts';
import { gatewayResponseTypes, type GatewayResponse } from '../gateway-responses/schema.ts';
import type { RequestValidator } from '../models/schema.ts';
import { isObject, own, ownArray, ownObject, ownString, type Json, type JsonObject } from './json.ts';
import { statusCodeText, textMap } from './import-integration.ts';
import { childPointer } from './pointer.ts';
import { strings } from './read-parameters.ts';
import type { ReportBuilder } from './report.ts';
import { checkShape, type Shape } from './shape.ts';

const endpointShape: Shape = {
  what: 'x-amazon-apigateway-endpoint-configuration',
  fields: { types: 'array', vpcEndpointIds: 'array', disableExecuteApiEndpoint: 'boolean', ipAddressType: 'string' },
};
const gatewayResponseShape: Shape = {
  what: 'a gateway response',
  fields: { statusCode: 'any', responseParameters: 'object', responseTemplates: 'object' },
};
const validatorShape: Shape = {
  what: 'a request validator',
  fields: { validateRequestBody: 'boolean', validateRequestParameters: 'boolean' },
};

const endpointTypes = ['EDGE', 'REGIONAL', 'PRIVATE'] as const;

/** A request validator before it has an id. */
export type ImportedValidator = Omit<RequestValidator, 'id'>;

type ApiOptions = { apiId: string; previousApi: RestApi | null; behavior: RestApi['behavior'] | null };

/**
 * The settings of the API itself. What a description has no extension for keeps the value of `previous`, because AWS API
 * Gateway's import does not touch it either: endpoint configuration and behaviour.
 */
export function readApi(
  document: JsonObject,
  info: JsonObject,
  { apiId, previousApi: previous, behavior }: ApiOptions,
  report: ReportBuilder,
): RestApi {
  const title = (ownString(info, 'title') ?? '').trim();
  if (title === '' && Object.hasOwn(info, 'title')) {
    report.warn('invalid-value', '/info/title', 'The title is empty; it names the API, which is untitled now.');
  }
  if (!Object.hasOwn(info, 'version')) report.warn('missing-field', '/info', 'Info should have a version.');
  const version = ownString(info, 'version') || null;
  const description = ownString(info, 'description') ?? null;
  for (const [field, text, max] of [
    ['title', title, 1024],
    ['description', description, 1024],
    ['version', version, 64],
  ] as const) {
    if (text !== null && text.length > max) {
      const rest = field === 'description' ? '; all of it is kept as documentation' : '';
      report.warn('truncated', `/info/${field}`, `The ${field} is longer than ${max} characters and was cut${rest}.`);
    }
  }
  return {
    id: apiId,
    protocolType: 'REST',
    name: title.slice(0, 1024).trim() || 'Untitled API',
    description: description?.slice(0, 1024) ?? null,
    version: version?.slice(0, 64) ?? null,
    apiKeySource: readApiKeySource(document, report),
    binaryMediaTypes: strings(ownArray(document, 'x-amazon-apigateway-binary-media-types')),
    minimumCompressionSize: readCompressionSize(document, report),
    ...readEndpoint(document, previous, report),
    corsConfiguration: readCors(document, report),
    policy: readPolicy(own(document, 'x-amazon-apigateway-policy'), previous, report),
    tags: readTags(document),
    behavior: behavior ?? writtenBehavior(document) ?? previous?.behavior ?? usualBehavior(document),
  };
}

function writtenBehavior(document: JsonObject): RestApi['behavior'] | undefined {
  return apiBehaviors.find((known) => known === own(document, 'x-sluice-behavior'));
}

/** An export of AWS API Gateway keeps the behaviour that its callers know. */
function usualBehavior(document: JsonObject): RestApi['behavior'] {
  const paths = own(document, 'paths');
  const items = isObject(paths) ? Object.values(paths).filter(isObject) : [];
  const operations = items.flatMap((item) => Object.values(item).filter(isObject));
  return [document, ...items, ...operations].some(hasAwsExtension) ? 'aws-strict' : 'friendly';
}

function hasAwsExtension(object: JsonObject): boolean {
  return Object.keys(object).some((name) => name.startsWith('x-amazon-apigateway-'));
}

const corsShape: Shape = {
  what: 'the cross-origin settings',
  fields: {
    allowOrigins: 'array',
    allowMethods: 'array',
    allowHeaders: 'array',
    exposeHeaders: 'array',
    maxAge: 'number',
    allowCredentials: 'boolean',
  },
};

function readCors(document: JsonObject, report: ReportBuilder): RestApi['corsConfiguration'] {
  const name = 'x-amazon-apigateway-cors';
  const extension = own(document, name);
  if (extension === undefined) return null;
  const value = checkShape(report, extension, childPointer('', name), corsShape);
  if (!value) return null;
  const read = corsConfigurationSchema.safeParse({
    allowOrigins: strings(ownArray(value, 'allowOrigins')),
    allowMethods: strings(ownArray(value, 'allowMethods')),
    allowHeaders: strings(ownArray(value, 'allowHeaders')),
    exposeHeaders: strings(ownArray(value, 'exposeHeaders')),
    maxAge: own(value, 'maxAge') ?? null,
    allowCredentials: own(value, 'allowCredentials') === true,
  });
  if (read.success) return read.data;
  for (const { path, message } of read.error.issues) {
    report.error('invalid-value', childPointer('', name, ...path.map(String)), message);
  }
  return null;
}

function readApiKeySource(document: JsonObject, report: ReportBuilder): RestApi['apiKeySource'] {
  const source = own(document, 'x-amazon-apigateway-api-key-source');
  if (source === undefined) return 'HEADER';
  const known = (['HEADER', 'AUTHORIZER'] as const).find(
    (item) => typeof source === 'string' && item === source.toUpperCase(),
  );
  if (!known)
    report.error('invalid-value', '/x-amazon-apigateway-api-key-source', 'The API key source is HEADER or AUTHORIZER.');
  return known ?? 'HEADER';
}

function readCompressionSize(document: JsonObject, report: ReportBuilder): number | null {
  const size = own(document, 'x-amazon-apigateway-minimum-compression-size') ?? null;
  if (size === null) return null;
  if (typeof size === 'number' && Number.isInteger(size) && size >= 0 && size <= 10_485_760) return size;
  const message = 'The minimum compression size is a whole number of bytes from 0 to 10485760.';
  report.error('invalid-value', '/x-amazon-apigateway-minimum-compression-size', message);
  return null;
}

function readEndpoint(
  document: JsonObject,
  previous: RestApi | null,
  report: ReportBuilder,
): Pick<RestApi, 'endpointConfiguration' | 'disableExecuteApiEndpoint'> {
  const name = 'x-amazon-apigateway-endpoint-configuration';
  const server = ownArray(document, 'servers').find((item) => isObject(item) && Object.hasOwn(item, name));
  const extension = own(document, name) ?? (isObject(server) ? own(server, name) : undefined);
  const value = extension === undefined ? null : checkShape(report, extension, childPointer('', name), endpointShape);
  if (!value) {
    return {
      endpointConfiguration: previous?.endpointConfiguration ?? { types: ['REGIONAL'], vpcEndpointIds: [] },
      disableExecuteApiEndpoint: previous?.disableExecuteApiEndpoint ?? false,
    };
  }
  const addressType = ownString(value, 'ipAddressType');
  if (addressType !== undefined && addressType !== 'ipv4') {
    const message = 'The address type is not kept: a node listens at the addresses that it is told.';
    report.info('field-not-carried', childPointer('', name, 'ipAddressType'), message);
  }
  const written = strings(ownArray(value, 'types'));
  const types = endpointTypes.filter((type) => written.includes(type));
  if (types.length < written.length) {
    report.error(
      'invalid-value',
      childPointer('', name, 'types'),
      `An endpoint type is one of ${endpointTypes.join(', ')}.`,
    );
  }
  return {
    endpointConfiguration: {
      types: written.length > 0 ? types : (previous?.endpointConfiguration.types ?? ['REGIONAL']),
      vpcEndpointIds: strings(ownArray(value, 'vpcEndpointIds')),
    },
    disableExecuteApiEndpoint: value.disableExecuteApiEndpoint === true,
  };
}

/** The policy as JSON text: written as an object it is set with an indent where that fits. */
function readPolicy(policy: Json | undefined, previous: RestApi | null, report: ReportBuilder): string | null {
  const pointer = '/x-amazon-apigateway-policy';
  if (policy === undefined) {
    if (previous?.policy)
      report.warn(
        'policy-removed',
        '',
        'The API has a resource policy and the description has none: it will be removed.',
      );
    return null;
  }
  const indented = JSON.stringify(policy, null, 2);
  const text = typeof policy === 'string' ? policy : indented.length <= 8192 ? indented : JSON.stringify(policy);
  if (text.length <= 8192) return text;
  report.error('invalid-value', pointer, 'A resource policy has at most 8192 characters.');
  return null;
}

function readTags(document: JsonObject): Record<string, string> {
  return Object.fromEntries(
    ownArray(document, 'tags').flatMap((tag) => {
      const name = isObject(tag) ? ownString(tag, 'name') : undefined;
      const value = isObject(tag) ? ownString(tag, 'x-amazon-apigateway-tag-value') : undefined;
      return name === undefined || value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Reads `x-amazon-apigateway-gateway-responses`. */
export function readGatewayResponses(document: JsonObject, report: ReportBuilder): GatewayResponse[] {
  const name = 'x-amazon-apigateway-gateway-responses';
  return Object.entries(ownObject(document, name) ?? {}).flatMap(([type, source]) => {
    const pointer = childPointer('', name, type);
    const responseType = gatewayResponseTypes.find((known) => known === type);
    if (!responseType) {
      report.error('invalid-value', pointer, `${JSON.stringify(type)} is no type of gateway response.`);
      return [];
    }
    const value = checkShape(report, source, pointer, gatewayResponseShape);
    if (!value) return [];
    const written = value.statusCode ?? null;
    const statusCode = statusCodeText(written);
    if (written !== null && statusCode === null) {
      report.error('invalid-value', childPointer(pointer, 'statusCode'), 'A status code has three digits.');
    }
    const responseParameters = textMap(value, 'responseParameters', pointer, report);
    const responseTemplates = textMap(value, 'responseTemplates', pointer, report);
    return [{ responseType, statusCode, responseParameters, responseTemplates }];
  });
}

/** Reads `x-amazon-apigateway-request-validators`. */
export function readRequestValidators(document: JsonObject, report: ReportBuilder): ImportedValidator[] {
  const name = 'x-amazon-apigateway-request-validators';
  return Object.entries(ownObject(document, name) ?? {}).flatMap(([validator, source]) => {
    const pointer = childPointer('', name, validator);
    const value = checkShape(report, source, pointer, validatorShape);
    if (!value) return [];
    if (validator === '' || validator.length > 128) {
      report.error('invalid-value', pointer, 'The name of a request validator has 1 to 128 characters.');
      return [];
    }
    return [
      {
        name: validator,
        validateRequestBody: value.validateRequestBody === true,
        validateRequestParameters: value.validateRequestParameters === true,
      },
    ];
  });
}
