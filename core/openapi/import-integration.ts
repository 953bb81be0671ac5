import {
  contentHandlings,
  integrationTimeoutMs,
  integrationTypes,
  mockIntegration,
  passthroughBehaviors,
  templateMaxLength,
  type Integration,
  type IntegrationResponse,
} from '../integrations/schema.ts';
import { own, ownArray, ownObject, ownString, type Json, type JsonObject } from './json.ts';
import { childPointer } from './pointer.ts';
import { strings } from './read-parameters.ts';
import type { References } from './references.ts';
import type { ReportBuilder } from './report.ts';
import { checkShape, type Shape } from './shape.ts';

const integrationShape: Shape = {
  what: 'an integration',
  fields: {
    type: 'string',
    httpMethod: 'string',
    uri: 'string',
    connectionType: 'string',
    connectionId: 'string',
    credentials: 'string',
    requestParameters: 'object',
    requestTemplates: 'object',
    passthroughBehavior: 'string',
    contentHandling: 'string',
    timeoutInMillis: 'number',
    cacheNamespace: 'string',
    cacheKeyParameters: 'array',
    tlsConfig: 'object',
    responseTransferMode: 'string',
    responses: 'object',
  },
  required: ['type'],
  notCarried: {
    payloadFormatVersion: 'it belongs to HTTP APIs',
    integrationSubtype: 'it belongs to HTTP APIs',
    integrationTarget: 'listeners of load balancers are not chosen here',
    parameters: 'it belongs to HTTP APIs',
  },
};

const responseShape: Shape = {
  what: 'an integration response',
  fields: { statusCode: 'any', responseParameters: 'object', responseTemplates: 'object', contentHandling: 'string' },
  required: ['statusCode'],
};

const tlsShape: Shape = { what: 'tlsConfig', fields: { insecureSkipVerification: 'boolean' } };

/** Three digits, written as text or number; null for anything else. */
export function statusCodeText(value: Json | undefined): string | null {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^[1-5]\d\d$/.test(text) ? text : null;
}

/** The string members of an object; others are reported at their place and left out. Numbers and booleans become text. */
export function textMap(
  object: JsonObject,
  key: string,
  pointer: string,
  report: ReportBuilder,
  maxLength = 65_536,
): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(ownObject(object, key) ?? {})) {
    const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
    if (name === '' || typeof text !== 'string' || text.length > maxLength) {
      const message = `The members of "${key}" are named texts of at most ${maxLength} characters.`;
      report.error('invalid-value', childPointer(pointer, key, name), message);
    } else {
      texts[name] = text;
    }
  }
  return texts;
}

/** Reads `x-amazon-apigateway-integration`; null, with errors in the report, when it cannot be understood. */
export function readIntegration(
  extension: Json,
  pointer: string,
  references: References,
  report: ReportBuilder,
): Integration | null {
  const located = references.resolve(extension, pointer, 'An integration');
  const value = located && checkShape(report, located.value, located.pointer, integrationShape);
  if (!value || !located) return null;
  const at = (field: string) => childPointer(located.pointer, field);

  const choice = <Choice extends string>(
    field: string,
    choices: readonly Choice[],
    fallback: Choice | null,
  ): Choice | null => {
    const text = ownString(value, field)?.toUpperCase();
    if (text === undefined) return fallback;
    const chosen = choices.find((item) => item === text);
    if (!chosen)
      report.error('invalid-value', at(field), `"${field}" of an integration is one of ${choices.join(', ')}.`);
    return chosen ?? fallback;
  };

  const type = choice('type', integrationTypes, null);
  if (!type) return null;
  const timeout = own(value, 'timeoutInMillis') ?? integrationTimeoutMs.default;
  const inRange =
    Number.isInteger(timeout) &&
    (timeout as number) >= integrationTimeoutMs.min &&
    (timeout as number) <= integrationTimeoutMs.max;
  if (!inRange) {
    const message = `timeoutInMillis is a whole number from ${integrationTimeoutMs.min} to ${integrationTimeoutMs.max}.`;
    report.error('invalid-value', at('timeoutInMillis'), message);
  }
  const uri = ownString(value, 'uri') ?? null;
  if (uri !== null && uri.length > 4096)
    report.error('invalid-value', at('uri'), 'The uri has at most 4096 characters.');
  const tls = own(value, 'tlsConfig');
  const tlsConfig = tls === undefined ? null : checkShape(report, tls, at('tlsConfig'), tlsShape);
  return {
    type,
    httpMethod: ownString(value, 'httpMethod')?.toUpperCase() ?? null,
    uri,
    connectionType: choice('connectionType', ['INTERNET', 'VPC_LINK'], 'INTERNET') ?? 'INTERNET',
    connectionId: ownString(value, 'connectionId') ?? null,
    credentials: ownString(value, 'credentials') ?? null,
    requestParameters: textMap(value, 'requestParameters', located.pointer, report),
    requestTemplates: textMap(value, 'requestTemplates', located.pointer, report, templateMaxLength),
    passthroughBehavior: choice('passthroughBehavior', passthroughBehaviors, 'WHEN_NO_MATCH') ?? 'WHEN_NO_MATCH',
    contentHandling: choice('contentHandling', contentHandlings, null),
    timeoutInMillis: inRange ? (timeout as number) : integrationTimeoutMs.default,
    cacheNamespace: ownString(value, 'cacheNamespace') ?? null,
    cacheKeyParameters: strings(ownArray(value, 'cacheKeyParameters')),
    tlsConfig: tlsConfig && { insecureSkipVerification: tlsConfig.insecureSkipVerification === true },
    responseTransferMode: choice('responseTransferMode', ['BUFFERED', 'STREAM'], 'BUFFERED') ?? 'BUFFERED',
    integrationResponses: readResponses(value, at('responses'), report),
  };
}

function readResponses(integration: JsonObject, pointer: string, report: ReportBuilder): IntegrationResponse[] {
  const responses: IntegrationResponse[] = [];
  for (const [pattern, source] of Object.entries(ownObject(integration, 'responses') ?? {})) {
    const place = childPointer(pointer, pattern);
    const value = checkShape(report, source, place, responseShape);
    if (!value) continue;
    const statusCode = statusCodeText(value.statusCode);
    const handling = ownString(value, 'contentHandling')?.toUpperCase();
    const contentHandling = contentHandlings.find((item) => item === handling) ?? null;
    if (statusCode === null || pattern.length > 1024 || (handling !== undefined && contentHandling === null)) {
      const message =
        'An integration response has a status code of three digits, a pattern of at most 1024 characters and a known content handling.';
      report.error('invalid-value', place, message);
      continue;
    }
    if (responses.some((other) => other.statusCode === statusCode)) {
      report.warn(
        'duplicate-response',
        place,
        'A method has one integration response per status code; the first one is carried.',
      );
      continue;
    }
    responses.push({
      statusCode,
      selectionPattern: pattern === 'default' || pattern === '' ? null : pattern,
      responseParameters: textMap(value, 'responseParameters', place, report),
      responseTemplates: textMap(value, 'responseTemplates', place, report, templateMaxLength),
      contentHandling,
    });
  }
  return responses;
}

/** Renames path parameters where an integration names them, for a path that was merged into other names. */
export function renamePathParameters(integration: Integration, names: Map<string, string>): Integration {
  const rename = (expression: string) => {
    const name = /^method\.request\.path\.(.+)$/.exec(expression)?.[1];
    return name === undefined ? expression : `method.request.path.${names.get(name) ?? name}`;
  };
  return {
    ...integration,
    requestParameters: Object.fromEntries(
      Object.entries(integration.requestParameters).map(([target, source]) => [target, rename(source)]),
    ),
    cacheKeyParameters: integration.cacheKeyParameters.map(rename),
  };
}

/**
 * The proposal for an operation that says nothing about its backend: the same path at the server, with path parameters
 * handed on. Query and headers pass through an HTTP_PROXY by themselves. `names` maps the path's own parameter names to
 * those of the resource.
 */
export function proposeHttpProxy(
  baseUrl: string,
  path: string,
  httpMethod: string,
  names: Map<string, string>,
): Integration {
  return {
    ...mockIntegration(),
    type: 'HTTP_PROXY',
    httpMethod,
    uri: baseUrl + path.replaceAll('+}', '}'),
    requestParameters: Object.fromEntries(
      [...names].map(([name, resourceName]) => [
        `integration.request.path.${name}`,
        `method.request.path.${resourceName}`,
      ]),
    ),
    requestTemplates: {},
    integrationResponses: [],
  };
}

/** The proposal without a backend: a MOCK that answers with the given status. */
export function proposeMock(statusCode: string): Integration {
  const mock = mockIntegration();
  return {
    ...mock,
    requestTemplates: { 'application/json': `{"statusCode": ${statusCode}}` },
    integrationResponses: mock.integrationResponses.map((response) => ({ ...response, statusCode })),
  };
}
