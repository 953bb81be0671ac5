import type { Design } from '../apis/design.ts';
import type { DocumentationPart } from '../documentation/schema.ts';
import { methodKey, parseRequestParameter } from '../methods/schema.ts';
import type { Method } from '../methods/schema.ts';
import type { Body, Encoding, ListStyle, Operation, Parameter, PathSegment, Response, Sdk, Service } from './ir.ts';
import { serviceOfPath, wordsWithinService } from './operation-names.ts';
import { SchemaTypes, textMember, union } from './schema-types.ts';

type Properties = { readonly [name: string]: unknown };

/** Methods that no SDK method is made for, with the reason shown to the user. */
const skippedMethods: Readonly<Record<string, string>> = {
  ANY: 'It stands for every HTTP method; declare the ones that callers may use.',
  OPTIONS: 'Browsers send it themselves.',
};

/**
 * Builds the representation of an API's SDK from the design that a stage serves. `baseUrl` is the stage's address.
 * Equal designs give equal representations.
 */
export function buildSdk(design: Design, options: { baseUrl: string }): Sdk {
  const types = new SchemaTypes(design.models);
  const documentation = new Documentation(design.documentationParts);
  const paths = new Map(design.resources.map(({ id, path }) => [id, path]));
  const skipped: Sdk['skipped'] = [];
  const drafts = new Map<string, { method: Method; path: string }[]>();
  for (const method of design.methods) {
    const path = paths.get(method.resourceId);
    if (path === undefined) continue;
    const reason = skippedMethods[method.httpMethod];
    if (reason !== undefined) {
      skipped.push({ operation: methodKey(method.httpMethod, path), reason });
      continue;
    }
    const service = documentation.tag(path, method.httpMethod) ?? serviceOfPath(path);
    drafts.set(service, [...(drafts.get(service) ?? []), { method, path }]);
  }
  const services = [...drafts].map(([name, members]): Service => {
    const named = members.map(({ method, path }) => ({
      operationName: method.operationName,
      httpMethod: method.httpMethod,
      path,
      service: name,
    }));
    const words = wordsWithinService(named);
    return {
      name,
      description: documentation.tagDescription(name),
      operations: members.map(({ method, path }, index) =>
        buildOperation(method, path, words[index] ?? [], types, documentation),
      ),
    };
  });
  return {
    title: design.api.name,
    description: design.api.description,
    apiVersion: design.api.version,
    baseUrl: options.baseUrl.replace(/\/+$/, ''),
    services: services.sort((a, b) => (a.name < b.name ? -1 : 1)),
    types: types.named(design.models),
    skipped,
  };
}

function buildOperation(
  method: Method,
  path: string,
  words: string[],
  types: SchemaTypes,
  documentation: Documentation,
): Operation {
  const properties = documentation.at('METHOD', path, method.httpMethod);
  return {
    key: methodKey(method.httpMethod, path),
    words,
    httpMethod: method.httpMethod,
    path: pathSegments(path),
    summary: textMember(properties, 'summary'),
    description: textMember(properties, 'description'),
    deprecated: properties.deprecated === true,
    apiKeyRequired: method.apiKeyRequired,
    parameters: buildParameters(method, path, types, documentation),
    body: buildBody(method, path, types, documentation),
    responses: method.methodResponses.map((response) =>
      buildResponse(response, method.httpMethod, path, types, documentation),
    ),
  };
}

/** The fixed texts and parameters of a path, in order. */
function pathSegments(path: string): PathSegment[] {
  return path
    .split(/(\{[^}]+\})/)
    .filter((part) => part !== '')
    .map((part) => {
      const parameter = /^\{([^}+]+)(\+?)\}$/.exec(part);
      return parameter ? { parameter: parameter[1] ?? '', greedy: parameter[2] === '+' } : { text: part };
    });
}

const locations = {
  path: { in: 'path', part: 'PATH_PARAMETER' },
  querystring: { in: 'query', part: 'QUERY_PARAMETER' },
  header: { in: 'header', part: 'REQUEST_HEADER' },
} as const;

/** Headers that the client sets itself. */
const ownHeaders = new Set(['accept', 'authorization', 'content-type', 'content-length', 'host', 'x-api-key']);

function buildParameters(method: Method, path: string, types: SchemaTypes, documentation: Documentation): Parameter[] {
  const declared = new Map(Object.entries(method.requestParameters));
  const inPath = pathSegments(path).flatMap((segment) => ('parameter' in segment ? [segment.parameter] : []));
  for (const name of inPath) declared.set(`method.request.path.${name}`, true);
  const parameters = [...declared].flatMap(([expression, required]): Parameter[] => {
    const parameter = parseRequestParameter(expression);
    if (!parameter || (parameter.in === 'header' && ownHeaders.has(parameter.name.toLowerCase()))) return [];
    if (parameter.in === 'path' && !inPath.includes(parameter.name)) return [];
    const location = locations[parameter.in];
    const properties = documentation.at(location.part, path, method.httpMethod, parameter.name);
    const schema = properties.schema ?? { type: 'string' };
    return [
      {
        in: location.in,
        name: parameter.name,
        required,
        type: types.inline(schema),
        style: location.in === 'query' ? listStyle(properties) : 'comma',
        description: textMember(properties, 'description'),
        deprecated: properties.deprecated === true,
      },
    ];
  });
  const order = { path: 0, query: 1, header: 2 };
  return parameters.sort((a, b) => order[a.in] - order[b.in]);
}

/** OpenAPI's style and explode of a query parameter; lists repeat the name unless it says otherwise. */
function listStyle({ style, explode, collectionFormat }: Properties): ListStyle {
  if (style === 'deepObject') return 'deep';
  if (style === 'spaceDelimited' || collectionFormat === 'ssv') return explode === true ? 'repeat' : 'space';
  if (style === 'pipeDelimited' || collectionFormat === 'pipes') return explode === true ? 'repeat' : 'pipe';
  return explode === false || collectionFormat === 'csv' ? 'comma' : 'repeat';
}

/** How content of this type is written. */
function encodingOf(contentType: string): Encoding {
  const type = (contentType.split(';')[0] ?? '').trim().toLowerCase();
  if (type === 'application/json' || type.endsWith('+json')) return 'json';
  if (type === 'application/x-www-form-urlencoded') return 'form';
  if (type === 'multipart/form-data') return 'multipart';
  return type.startsWith('text/') || type.endsWith('xml') ? 'text' : 'binary';
}

const preference: readonly Encoding[] = ['json', 'form', 'multipart', 'binary', 'text'];

/** The content types of a body or response, the one a program handles best first. */
function ranked(
  models: Readonly<Record<string, string>>,
): { contentType: string; encoding: Encoding; model: string }[] {
  return Object.entries(models)
    .map(([contentType, model]) => ({ contentType, encoding: encodingOf(contentType), model }))
    .sort((a, b) => preference.indexOf(a.encoding) - preference.indexOf(b.encoding));
}

function buildBody(method: Method, path: string, types: SchemaTypes, documentation: Documentation): Body | null {
  const [best] = ranked(method.requestModels);
  if (!best) return null;
  const properties = documentation.at('REQUEST_BODY', path, method.httpMethod);
  const plain = best.encoding === 'text' || best.encoding === 'binary';
  return {
    contentType: best.contentType,
    encoding: best.encoding,
    required: properties.required !== false,
    type: plain
      ? { kind: 'primitive', name: best.encoding === 'text' ? 'string' : 'binary' }
      : types.reference(best.model),
    description: textMember(properties, 'description'),
  };
}

function buildResponse(
  { statusCode, responseModels }: Method['methodResponses'][number],
  httpMethod: string,
  path: string,
  types: SchemaTypes,
  documentation: Documentation,
): Response {
  const properties = documentation.at('RESPONSE', path, httpMethod, null, statusCode);
  const status = Number(statusCode);
  const description = textMember(properties, 'description');
  if (httpMethod === 'HEAD' || status === 204 || status === 205 || status === 304)
    return { status, type: 'none', description };
  const contents = ranked(responseModels);
  if (contents.length === 0) return { status, type: null, description };
  const variants = contents.map(({ encoding, model }) => {
    if (encoding === 'json') return types.reference(model);
    return { kind: 'primitive' as const, name: encoding === 'text' ? ('string' as const) : ('binary' as const) };
  });
  // The client asks for JSON first, so an alternative form of the same answer does not widen its type.
  const wanted = contents[0]?.encoding === 'json' ? variants.slice(0, 1) : variants;
  return { status, type: union(wanted), description };
}

/** The documentation parts of a design by their place. */
class Documentation {
  private readonly parts = new Map<string, Properties>();

  constructor(parts: readonly DocumentationPart[]) {
    for (const { location, properties } of parts) {
      const { type, path, method, statusCode, name } = location;
      this.parts.set(JSON.stringify([type, path, method, statusCode, name]), parseProperties(properties));
    }
  }

  at(
    type: DocumentationPart['location']['type'],
    path: string,
    method: string,
    name: string | null = null,
    statusCode: string | null = null,
  ): Properties {
    return this.parts.get(JSON.stringify([type, path, method, statusCode, name])) ?? {};
  }

  /** The first tag of a method. */
  tag(path: string, method: string): string | null {
    const { tags } = this.at('METHOD', path, method);
    const first: unknown = Array.isArray(tags) ? tags[0] : undefined;
    return typeof first === 'string' && first.trim() !== '' ? first.trim() : null;
  }

  tagDescription(name: string): string | null {
    const { tags } = this.parts.get(JSON.stringify(['API', null, null, null, null])) ?? {};
    const list: unknown[] = Array.isArray(tags) ? tags : [];
    const tag = list.map(asProperties).find((item) => item.name === name);
    return tag ? textMember(tag, 'description') : null;
  }
}

function asProperties(value: unknown): Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Properties) : {};
}

function parseProperties(text: string): Properties {
  try {
    return asProperties(JSON.parse(text));
  } catch {
    return {};
  }
}
