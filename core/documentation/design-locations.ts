import type { Design } from '../apis/design.ts';
import type { Method } from '../methods/schema.ts';
import type { DocumentationLocation } from './location.ts';

/** Every place of an API that may be documented. */
export function designLocations(design: Design): DocumentationLocation[] {
  const pathOf = new Map(design.resources.map(({ id, path }) => [id, path]));
  return [
    at('API'),
    ...design.authorizers.map(({ name }) => at('AUTHORIZER', { name })),
    ...design.models.map(({ name }) => at('MODEL', { name })),
    ...design.resources.map(({ path }) => at('RESOURCE', { path })),
    ...design.methods.flatMap((method) => ofMethod(pathOf.get(method.resourceId) ?? '/', method)),
  ];
}

const parameterTypes = { path: 'PATH_PARAMETER', querystring: 'QUERY_PARAMETER', header: 'REQUEST_HEADER' } as const;

function ofMethod(path: string, method: Method): DocumentationLocation[] {
  const place = { path, method: method.httpMethod };
  const parameters = Object.keys(method.requestParameters).flatMap((parameter) => {
    const [, kind, name] = /^method\.request\.(path|querystring|header)\.(.+)$/.exec(parameter) ?? [];
    const type = parameterTypes[kind as keyof typeof parameterTypes];
    return name === undefined ? [] : [at(type, { ...place, name })];
  });
  const hasBody = Object.keys(method.requestModels).length > 0;
  const responses = method.methodResponses.flatMap(({ statusCode, responseParameters, responseModels }) => [
    at('RESPONSE', { ...place, statusCode }),
    ...Object.keys(responseParameters).map((parameter) =>
      at('RESPONSE_HEADER', { ...place, statusCode, name: parameter.replace(/^method\.response\.header\./, '') }),
    ),
    ...(Object.keys(responseModels).length > 0 ? [at('RESPONSE_BODY', { ...place, statusCode })] : []),
  ]);
  return [at('METHOD', place), ...parameters, ...(hasBody ? [at('REQUEST_BODY', place)] : []), ...responses];
}

function at(type: DocumentationLocation['type'], fields: Partial<DocumentationLocation> = {}): DocumentationLocation {
  return { type, path: null, method: null, statusCode: null, name: null, ...fields };
}
