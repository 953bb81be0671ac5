import type { Method, MethodResponse } from '../methods/schema.ts';
import { parseRequestParameter } from '../methods/schema.ts';
import type { ExportContext } from './export-context.ts';
import { contentExamples, fieldsOf } from './export-documentation.ts';
import { exportIntegration } from './export-integration.ts';
import { operationDocumentation, parameterPartTypes } from './import-method.ts';
import { without, type Json, type JsonObject } from './json.ts';
import { parameterFields, swaggerFields } from './export-parameter.ts';
import {
  openApiHeaderShape,
  openApiOperationShape,
  openApiParameterShape,
  openApiResponseShape,
  requestBodyShape,
} from './shapes.ts';

const parameterPlaces = { path: 'path', querystring: 'query', header: 'header' } as const;

/** One method as an operation of OpenAPI, at the path of its resource. */
export function exportOperation(context: ExportContext, method: Method, path: string): JsonObject {
  const { documentation, extensions, security } = context;
  const place = { path, method: method.httpMethod };
  const described = documentation.take({ type: 'METHOD', ...place }, (properties) =>
    fieldsOf(properties, openApiOperationShape, operationDocumentation),
  );
  const parameters = exportParameters(context, method, path);
  const body = exportBody(context, method, path);
  const operation: JsonObject = { ...described };
  if (method.operationName !== null) operation.operationId = method.operationName;
  if (context.version === '2.0') {
    const consumes = Object.keys(method.requestModels);
    const produces = [...new Set(method.methodResponses.flatMap((response) => Object.keys(response.responseModels)))];
    if (consumes.length > 0) operation.consumes = consumes;
    if (produces.length > 0) operation.produces = produces;
    if (body) parameters.push({ name: 'body', in: 'body', ...body });
  }
  if (parameters.length > 0) operation.parameters = parameters;
  if (body && context.version !== '2.0') operation.requestBody = body;
  operation.responses = Object.fromEntries(
    method.methodResponses.map((response) => [response.statusCode, exportResponse(context, response, place)]),
  );
  const requirement = security.requirement(method);
  if (requirement) operation.security = [requirement];
  if (method.integration && (extensions === 'all' || extensions === 'integrations'))
    operation['x-amazon-apigateway-integration'] = exportIntegration(method.integration);
  if (extensions !== 'all') return operation;
  const validator = method.requestValidatorId && context.validatorNames.get(method.requestValidatorId);
  if (validator) operation['x-amazon-apigateway-request-validator'] = validator;
  return operation;
}

function exportParameters(context: ExportContext, method: Method, path: string): JsonObject[] {
  return Object.entries(method.requestParameters).flatMap(([expression, required]) => {
    const parsed = parseRequestParameter(expression);
    if (!parsed) return [];
    const place = parameterPlaces[parsed.in];
    const at = { type: parameterPartTypes[place], path, method: method.httpMethod, name: parsed.name } as const;
    const write = (properties: JsonObject) =>
      context.version === '2.0'
        ? swaggerFields(properties, place)
        : parameterFields(context, properties, openApiParameterShape);
    const fields = context.documentation.take(at, write) ?? {};
    const head: JsonObject = { name: parsed.name, in: place };
    if (required || place === 'path') head.required = true;
    return [{ ...head, ...fields, ...missingType(context, fields) }];
  });
}

/** A parameter must have a type. Where the design knows none, an import is told so, and other readers that it is text. */
function missingType({ version, extensions }: ExportContext, fields: JsonObject): JsonObject {
  if ('type' in fields || 'schema' in fields || 'content' in fields) return {};
  if (version === '2.0')
    return extensions === 'all' ? { type: 'string', 'x-sluice-untyped': true } : { type: 'string' };
  return { schema: extensions === 'all' ? {} : { type: 'string' } };
}

function exportBody(context: ExportContext, method: Method, path: string): JsonObject | null {
  const contentTypes = Object.keys(method.requestModels);
  const isSwagger = context.version === '2.0';
  const fields = context.documentation.take({ type: 'REQUEST_BODY', path, method: method.httpMethod }, (properties) => {
    const examples = contentExamples(properties.content, isSwagger ? [] : contentTypes);
    const plain = fieldsOf(without(properties, ['content']), requestBodyShape, ['description', 'required']);
    return examples && plain && contentTypes.length > 0 ? { plain, examples } : null;
  });
  const [first] = Object.values(method.requestModels);
  if (first === undefined) return null;
  if (isSwagger) return { ...fields?.plain, schema: context.schemas.reference(first) };
  return { ...fields?.plain, content: exportContent(context, method.requestModels, fields?.examples ?? {}) };
}

function exportContent(
  context: ExportContext,
  models: Record<string, string>,
  examples: Record<string, JsonObject>,
): JsonObject {
  return Object.fromEntries(
    Object.entries(models).map(([contentType, model]) => [
      contentType,
      { schema: context.schemas.reference(model), ...examples[contentType] },
    ]),
  );
}

function exportResponse(
  context: ExportContext,
  response: MethodResponse,
  place: { path: string; method: string },
): JsonObject {
  const { documentation, version } = context;
  const at = { ...place, statusCode: response.statusCode };
  const names = version === '3.1' ? ['description', 'summary'] : ['description'];
  const described = documentation.take({ type: 'RESPONSE', ...at }, (properties) =>
    properties.description === '' ? null : fieldsOf(properties, openApiResponseShape, names),
  );
  const exported: JsonObject = { description: '', ...described };
  const headers = exportHeaders(context, response, at);
  if (Object.keys(headers).length > 0) exported.headers = headers;
  const contentTypes = Object.keys(response.responseModels);
  const examples = documentation.take({ type: 'RESPONSE_BODY', ...at }, (properties) => {
    const found =
      Object.keys(properties).length === 1 ? contentExamples(properties.content ?? null, contentTypes) : null;
    return version === '2.0' && Object.values(found ?? {}).some((media) => 'examples' in media) ? null : found;
  });
  const [first] = Object.values(response.responseModels);
  if (first === undefined) return exported;
  if (version !== '2.0')
    return { ...exported, content: exportContent(context, response.responseModels, examples ?? {}) };
  exported.schema = context.schemas.reference(first);
  if (examples) exported.examples = swaggerExamples(examples);
  return exported;
}

function swaggerExamples(examples: Record<string, JsonObject>): JsonObject {
  return Object.fromEntries(
    Object.entries(examples).flatMap(([type, { example }]): [string, Json][] =>
      example === undefined ? [] : [[type, example]],
    ),
  );
}

function exportHeaders(
  context: ExportContext,
  response: MethodResponse,
  at: { path: string; method: string; statusCode: string },
): JsonObject {
  return Object.fromEntries(
    Object.entries(response.responseParameters).flatMap(([expression, required]) => {
      const name = /^method\.response\.header\.(.+)$/.exec(expression)?.[1];
      if (name === undefined) return [];
      const write = (properties: JsonObject) =>
        context.version === '2.0'
          ? swaggerFields(properties, 'header')
          : parameterFields(context, properties, openApiHeaderShape);
      const fields = context.documentation.take({ type: 'RESPONSE_HEADER', ...at, name }, write) ?? {};
      const head: JsonObject = required && context.version !== '2.0' ? { required: true } : {};
      return [[name, { ...head, ...fields, ...missingType(context, fields) }]];
    }),
  );
}
