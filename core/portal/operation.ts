import type { Design } from '../apis/design.ts';
import { type Method, methodKey, parseRequestParameter } from '../methods/schema.ts';
import { pathParameters } from '../resources/schema.ts';
import { isForm, isJson } from './content-type.ts';
import { type Documentation, type Properties, textOf } from './documentation.ts';
import { exampleOf } from './example.ts';
import { type JsonSchema, type ModelCatalog, type SchemaAt, isSchema, memberOf } from './model-catalog.ts';
import { sampleCall } from './samples/build-call.ts';
import type { SdkSampler } from './samples/typescript.ts';
import { writeSamples } from './samples/write.ts';
import type {
  Body,
  Operation,
  OperationAuth,
  OperationResponse,
  OperationSummary,
  Parameter,
  ParameterPlace,
} from './reference-document.ts';
import { schemaTree } from './schema-tree.ts';

export type OperationContext = {
  design: Design;
  documentation: Documentation;
  catalog: ModelCatalog;
  baseUrl: string;
  sdkSample: SdkSampler;
};

/** Everything that a caller needs to know about one method. */
export function buildOperation(context: OperationContext, summary: OperationSummary, method: Method): Operation {
  const { documentation } = context;
  const { path, httpMethod } = summary;
  const bodyPart = documentation.at({ type: 'REQUEST_BODY', path, method: httpMethod });
  const bodies = bodiesOf(context, { models: method.requestModels, documented: bodyPart, direction: 'request' });
  const described = {
    ...summary,
    operationName: method.operationName,
    description: textOf(documentation.at({ type: 'METHOD', path, method: httpMethod }), 'description'),
    auth: authOf(context.design, method),
    parameters: parametersOf(context, summary, method),
    requestBody: bodies.length > 0 ? { description: textOf(bodyPart, 'description'), bodies } : null,
    responses: method.methodResponses
      .toSorted((a, b) => Number(a.statusCode) - Number(b.statusCode))
      .map((response) => responseOf(context, summary, response)),
    sampleMethod: httpMethod === 'ANY' ? (bodies.length > 0 ? 'POST' : 'GET') : httpMethod,
  };
  const call = sampleCall(described, context.baseUrl);
  return { ...described, samples: writeSamples(call, context.sdkSample(methodKey(httpMethod, path))) };
}

const placeOf = { path: 'path', querystring: 'query', header: 'header' } as const;
const partTypeOf = { path: 'PATH_PARAMETER', query: 'QUERY_PARAMETER', header: 'REQUEST_HEADER' } as const;

/** Declared parameters, and those that the path names without a declaration: path first, then query, then headers. */
function parametersOf(context: OperationContext, summary: OperationSummary, method: Method): Parameter[] {
  const declared = new Map<string, { in: ParameterPlace; name: string; required: boolean }>();
  for (const name of pathParameters(summary.path)) declared.set(`path ${name}`, { in: 'path', name, required: true });
  for (const [expression, required] of Object.entries(method.requestParameters)) {
    const parsed = parseRequestParameter(expression);
    if (!parsed) continue;
    const place = placeOf[parsed.in];
    declared.set(`${place} ${parsed.name}`, { in: place, name: parsed.name, required: required || place === 'path' });
  }
  const order: ParameterPlace[] = ['path', 'query', 'header'];
  return [...declared.values()]
    .toSorted((a, b) => order.indexOf(a.in) - order.indexOf(b.in))
    .map((parameter) => {
      const properties = context.documentation.at({
        type: partTypeOf[parameter.in],
        path: summary.path,
        method: summary.httpMethod,
        name: parameter.name,
      });
      const at = documentedSchema(properties, `${parameter.in} ${parameter.name}`);
      const given = documentedExample(properties);
      return {
        ...parameter,
        description: textOf(properties, 'description'),
        schema: at && schemaTree(context.catalog, at),
        example: given === undefined && at ? exampleOf(context.catalog, at, 'request') : given,
      };
    });
}

/** AWS keeps no type for a parameter, so an import leaves it in the documentation: under `schema`, or as plain members. */
function documentedSchema(properties: Properties, place: string): SchemaAt | null {
  const schema = memberOf(properties, 'schema');
  const found: JsonSchema | null = isSchema(schema) ? schema : Object.hasOwn(properties, 'type') ? properties : null;
  return found && { schema: found, document: '', place, name: null };
}

/** The `example`, or the first value of the named `examples`, as OpenAPI 3 writes them. */
function documentedExample(properties: Properties): unknown {
  const example = memberOf(properties, 'example');
  if (example !== undefined) return example;
  const examples = memberOf(properties, 'examples');
  const first: unknown = isSchema(examples) ? Object.values(examples)[0] : undefined;
  return isSchema(first) ? memberOf(first, 'value') : undefined;
}

function responseOf(
  context: OperationContext,
  summary: OperationSummary,
  response: Method['methodResponses'][number],
): OperationResponse {
  const { documentation } = context;
  const place = { path: summary.path, method: summary.httpMethod, statusCode: response.statusCode };
  return {
    statusCode: response.statusCode,
    description: textOf(documentation.at({ type: 'RESPONSE', ...place }), 'description'),
    headers: Object.keys(response.responseParameters).flatMap((expression) => {
      const name = /^method\.response\.header\.(.+)$/.exec(expression)?.[1];
      if (name === undefined) return [];
      const properties = documentation.at({ type: 'RESPONSE_HEADER', ...place, name });
      return { name, description: textOf(properties, 'description') };
    }),
    bodies: bodiesOf(context, {
      models: response.responseModels,
      documented: documentation.at({ type: 'RESPONSE_BODY', ...place }),
      direction: 'response',
    }),
  };
}

type BodySource = {
  /** Content type to model name. */
  models: Record<string, string>;
  /** The body's documentation part, whose `content` holds examples, and schemas of forms, by content type. */
  documented: Properties;
  direction: 'request' | 'response';
};

function bodiesOf(context: OperationContext, { models, documented, direction }: BodySource): Body[] {
  const content = memberOf(documented, 'content');
  const media = new Map(Object.entries(isSchema(content) ? content : {}).filter(([, value]) => isSchema(value)));
  return [...new Set([...Object.keys(models), ...media.keys()])].map((contentType) => {
    const properties = media.get(contentType) as Properties | undefined;
    const at =
      context.catalog.model(models[contentType] ?? '') ??
      (properties ? documentedSchema(properties, `${direction} ${contentType}`) : null);
    const given = properties && documentedExample(properties);
    const example = given === undefined && at ? exampleOf(context.catalog, at, direction) : given;
    // An object says how JSON and forms look; as XML it would have to be written in a way that the schema does not tell.
    const isShown = isJson(contentType) || isForm(contentType) || typeof example !== 'object';
    return { contentType, schema: at && schemaTree(context.catalog, at), example: isShown ? example : undefined };
  });
}

function authOf(design: Design, method: Method): OperationAuth {
  const authorizer = design.authorizers.find(({ id }) => id === method.authorizerId);
  const usesAuthorizer = method.authorizationType === 'CUSTOM' || method.authorizationType === 'COGNITO_USER_POOLS';
  const source = /method\.request\.header\.([^,\s]+)/.exec(authorizer?.identitySource ?? '')?.[1];
  return {
    apiKeyRequired: method.apiKeyRequired && design.api.apiKeySource === 'HEADER',
    authorizationType: method.authorizationType,
    authorizerName: authorizer?.name ?? null,
    tokenHeader: usesAuthorizer ? (source ?? null) : null,
    scopes: method.authorizationScopes,
  };
}
