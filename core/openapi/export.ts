import type { CorsConfiguration } from '../cors/schema.ts';
import type { Design } from '../apis/design.ts';
import type { ExportContext, ExportExtensions } from './export-context.ts';
import { DocumentationExporter } from './export-documentation.ts';
import { exportOperation } from './export-operation.ts';
import { SchemaExporter } from './export-schemas.ts';
import { SecurityExporter } from './export-security.ts';
import { isObject, own, ownString, tryParseJson, without, type Json, type JsonObject } from './json.ts';
import { UniqueNames } from './model-names.ts';
import { draft2020, type DescriptionVersion } from './schema-dialect.ts';
import { hasFieldTypes } from './shape.ts';
import { infoShape, openApiDocumentShape } from './shapes.ts';

export type ExportOptions = {
  /** 3.1 carries every model as it is; 3.0 and 2.0 know draft-04 only, and 2.0 one model per body and response. */
  version: DescriptionVersion;
  /** Which `x-amazon-apigateway-*` to write; with all of them, importing the document gives the design again. */
  extensions: ExportExtensions;
  /** The base URL of a stage, for readers that call it. */
  serverUrl?: string;
};

/** The version of OpenAPI that carries all of a design: 3.1 when a model is JSON Schema 2020-12, else 3.0. */
export function sourceVersion(design: Design): DescriptionVersion {
  const isNew = design.models.some(({ schema }) => {
    const parsed = tryParseJson(schema);
    return isObject(parsed) && own(parsed, '$schema') === draft2020;
  });
  return isNew ? '3.1' : '3.0';
}

/**
 * A design as an OpenAPI document. With extensions, importing it again gives the same design but for ids (in 2.0 only where
 * 2.0 can say it); without, it is what a caller of the API needs to know.
 */
export function exportOpenApi(design: Design, options: ExportOptions): JsonObject {
  const { version, extensions } = options;
  const validatorNames = new UniqueNames();
  const context: ExportContext = {
    version,
    extensions,
    schemas: new SchemaExporter(version),
    security: new SecurityExporter(design),
    documentation: new DocumentationExporter(design.documentationParts, extensions === 'all'),
    validatorNames: new Map(
      design.requestValidators.map(({ id, name }) => [id, validatorNames.take(name, 'validator')]),
    ),
  };
  const head: JsonObject = version === '2.0' ? { swagger: '2.0' } : { openapi: version === '3.1' ? '3.1.0' : '3.0.3' };
  const { info, documented } = exportHead(design, context);
  const paths = exportPaths(design, context);
  const schemas = context.schemas.schemas(design.models);
  const schemes = context.security.schemes(context.documentation, extensions);
  return {
    ...head,
    info,
    ...exportServer(options),
    ...documented,
    paths,
    ...exportComponents(version, schemas, schemes),
    ...(extensions === 'all' ? exportSettings(design, context) : {}),
  };
}

function exportHead(design: Design, context: ExportContext): { info: JsonObject; documented: JsonObject } {
  const { name, description, version, tags } = design.api;
  const info: JsonObject = { title: name };
  if (description !== null) info.description = description;
  info.version = version ?? '';
  const documented: JsonObject =
    context.documentation.take({ type: 'API' }, (properties) => {
      const described = properties.info ?? {};
      const isPlain =
        Object.keys(properties).every((key) => ['info', 'tags', 'externalDocs'].includes(key)) &&
        hasFieldTypes(without(properties, ['info']), openApiDocumentShape) &&
        isObject(described) &&
        isPlainInfo(described, description, context.version) &&
        isPlainTags(properties.tags);
      return isPlain ? properties : null;
    }) ?? {};
  const settings = Object.entries(tags).map(([key, value]) => ({ name: key, 'x-amazon-apigateway-tag-value': value }));
  const listed = [
    ...(Array.isArray(documented.tags) ? documented.tags : []),
    ...(context.extensions === 'all' ? settings : []),
  ];
  return {
    info: { ...info, ...(isObject(documented.info) ? documented.info : {}) },
    documented: { ...without(documented, ['info', 'tags']), ...(listed.length > 0 ? { tags: listed } : {}) },
  };
}

/** Fields of `info` that an import keeps as documentation: a description only where the API's own was cut from it. */
function isPlainInfo(info: JsonObject, description: string | null, version: DescriptionVersion): boolean {
  const names = ['termsOfService', 'contact', 'license', ...(version === '3.1' ? ['summary'] : [])];
  const long = ownString(info, 'description');
  const isCut = long !== undefined && long.length > 1024 && long.slice(0, 1024) === description;
  return (
    Object.keys(info).every((key) => names.includes(key) || (key === 'description' && isCut)) &&
    hasFieldTypes(info, infoShape)
  );
}

function isPlainTags(tags: Json | undefined): boolean {
  if (tags === undefined) return true;
  return (
    Array.isArray(tags) &&
    tags.length > 0 &&
    tags.every((tag) => isObject(tag) && !Object.hasOwn(tag, 'x-amazon-apigateway-tag-value'))
  );
}

function exportServer({ version, serverUrl }: ExportOptions): JsonObject {
  if (serverUrl === undefined) return {};
  if (version !== '2.0') return { servers: [{ url: serverUrl }] };
  const url = URL.parse(serverUrl);
  if (!url) return {};
  return { host: url.host, basePath: url.pathname.replace(/(.)\/$/, '$1'), schemes: [url.protocol.slice(0, -1)] };
}

/** Every path that has methods or documentation, and every resource that only its own path can name. */
function exportPaths(design: Design, context: ExportContext): JsonObject {
  const parents = new Set(design.resources.map(({ parentId }) => parentId));
  const methods = Map.groupBy(design.methods, ({ resourceId }) => resourceId);
  const paths: JsonObject = {};
  for (const resource of design.resources) {
    const described = context.documentation.take({ type: 'RESOURCE', path: resource.path }, (properties) => {
      const isPlain =
        context.version !== '2.0' &&
        Object.entries(properties).every(
          ([key, value]) => ['summary', 'description'].includes(key) && typeof value === 'string',
        );
      return isPlain ? properties : null;
    });
    const operations = (methods.get(resource.id) ?? []).map((method): [string, Json] => [
      method.httpMethod === 'ANY' ? 'x-amazon-apigateway-any-method' : method.httpMethod.toLowerCase(),
      exportOperation(context, method, resource.path),
    ]);
    const isLeaf = resource.parentId !== null && !parents.has(resource.id);
    if (operations.length > 0 || described || isLeaf) {
      paths[resource.path] = { ...described, ...Object.fromEntries(operations) };
    }
  }
  return paths;
}

function exportComponents(version: DescriptionVersion, schemas: JsonObject, schemes: JsonObject): JsonObject {
  const hasSchemas = Object.keys(schemas).length > 0;
  const hasSchemes = Object.keys(schemes).length > 0;
  if (version === '2.0') {
    return { ...(hasSchemes ? { securityDefinitions: schemes } : {}), ...(hasSchemas ? { definitions: schemas } : {}) };
  }
  if (!hasSchemas && !hasSchemes) return {};
  return { components: { ...(hasSchemas ? { schemas } : {}), ...(hasSchemes ? { securitySchemes: schemes } : {}) } };
}

/** The settings of the API that only extensions can say; defaults are left out. */
function exportSettings(design: Design, context: ExportContext): JsonObject {
  const { api } = design;
  const settings: JsonObject = {};
  const set = (name: string, value: Json) => {
    settings[`x-amazon-apigateway-${name}`] = value;
  };
  if (api.apiKeySource !== 'HEADER') set('api-key-source', api.apiKeySource);
  if (api.binaryMediaTypes.length > 0) set('binary-media-types', api.binaryMediaTypes);
  if (api.minimumCompressionSize !== null) set('minimum-compression-size', api.minimumCompressionSize);
  const { types, vpcEndpointIds } = api.endpointConfiguration;
  set('endpoint-configuration', {
    types,
    ...(vpcEndpointIds.length > 0 ? { vpcEndpointIds } : {}),
    ...(api.disableExecuteApiEndpoint ? { disableExecuteApiEndpoint: true } : {}),
  });
  if (api.corsConfiguration !== null) set('cors', exportCors(api.corsConfiguration));
  if (api.policy !== null) set('policy', exportPolicy(api.policy));
  if (design.requestValidators.length > 0) {
    const validators = design.requestValidators.map(
      ({ id, validateRequestBody, validateRequestParameters }): [string, Json] => [
        context.validatorNames.get(id) ?? id,
        { validateRequestBody, validateRequestParameters },
      ],
    );
    set('request-validators', Object.fromEntries(validators));
  }
  if (design.gatewayResponses.length > 0) {
    const responses = design.gatewayResponses.map(
      ({ responseType, statusCode, responseParameters, responseTemplates }) => {
        const response: JsonObject = statusCode === null ? {} : { statusCode };
        if (Object.keys(responseParameters).length > 0) response.responseParameters = responseParameters;
        if (Object.keys(responseTemplates).length > 0) response.responseTemplates = responseTemplates;
        return [responseType, response];
      },
    );
    set('gateway-responses', Object.fromEntries(responses) as JsonObject);
  }
  const documentationParts = context.documentation.rest();
  if (documentationParts.length > 0) set('documentation', { documentationParts });
  settings['x-sluice-behavior'] = api.behavior;
  return settings;
}

function exportCors({ maxAge, ...lists }: CorsConfiguration): JsonObject {
  return { ...lists, ...(maxAge === null ? {} : { maxAge }) };
}

/** A policy as an object where that keeps its text as it is written, else as that text. */
function exportPolicy(policy: string): Json {
  const parsed = tryParseJson(policy);
  return parsed !== undefined && typeof parsed !== 'string' && JSON.stringify(parsed, null, 2) === policy
    ? parsed
    : policy;
}
