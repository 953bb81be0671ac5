import { isObject, own, ownArray, ownObject, ownString, type Json, type JsonObject } from './json.ts';
import { childPointer } from './pointer.ts';
import type { ReportBuilder } from './report.ts';
import { checkShape } from './shape.ts';
import { serverShape } from './shapes.ts';
import { strings } from './read-parameters.ts';

/** Where a description says its API is served: an absolute URL without trailing slash when it has one, and the path in it. */
export type Server = { url: string | null; basePath: string };

/** How the base path of a server becomes part of the resources, as AWS API Gateway's import takes it. */
export const basepathModes = ['ignore', 'prepend', 'split'] as const;
export type BasepathMode = (typeof basepathModes)[number];

/** What stands before every path: nothing, the base path, or the base path without its first segment. */
export function pathPrefix(basePath: string, mode: BasepathMode): string {
  const segments = basePath.split('/').filter(Boolean);
  if (mode === 'ignore') return '';
  return (mode === 'split' ? segments.slice(1) : segments).map((segment) => `/${segment}`).join('');
}

/** An absolute HTTP URL without query, fragment and trailing slash, or null. */
export function normalBaseUrl(url: string): string | null {
  return /^https?:\/\/[^\s/?#{}]+(?:\/[^\s?#{}]*)?$/i.test(url) ? url.replace(/\/+$/, '') : null;
}

/** The server of a Swagger 2.0 document; `documentUrl` is where the document came from and fills in a missing host. */
export function swaggerServer(document: JsonObject, report: ReportBuilder, documentUrl: string | null): Server {
  const basePath = ownString(document, 'basePath') ?? '';
  const schemes = strings(ownArray(document, 'schemes'));
  const origin = documentUrl === null ? null : URL.parse(documentUrl);
  const host = ownString(document, 'host') ?? origin?.host;
  const scheme = schemes.includes('https')
    ? 'https'
    : (schemes.find((item) => item === 'http') ?? (schemes.length === 0 ? 'https' : null));
  if (host === undefined || scheme === null) return { url: null, basePath };
  const url = normalBaseUrl(`${scheme}://${host}/${basePath.replace(/^\//, '')}`);
  if (url === null)
    report.warn('server-not-used', '/host', 'Host and basePath make no URL that an integration could call.');
  return { url, basePath };
}

/** The first of a `servers` list of OpenAPI 3, with the defaults of its variables; null when there is no list. */
export function openApiServer(
  owner: JsonObject,
  pointer: string,
  report: ReportBuilder,
  documentUrl: string | null,
): Server | null {
  const servers = ownArray(owner, 'servers');
  if (servers.length === 0) return null;
  if (servers.length > 1) {
    report.info('server-not-used', childPointer(pointer, 'servers', 1), 'Only the first server is used as backend.');
  }
  const place = childPointer(pointer, 'servers', 0);
  const server = checkShape(report, servers[0], place, serverShape);
  const template = server && ownString(server, 'url');
  if (!server || template === null || template === undefined) return { url: null, basePath: '' };
  const written = fillVariables(template, ownObject(server, 'variables') ?? {});
  const absolute = documentUrl === null ? written : (URL.parse(written, documentUrl)?.href ?? written);
  const url = normalBaseUrl(absolute);
  const basePath = url === null ? written.replace(/[?#].*$/, '') : url.replace(/^https?:\/\/[^/]+/i, '');
  if (url !== null && isGateway(url)) {
    report.info('server-not-used', place, 'The server is an API gateway itself; it is not used as backend.');
    return { url: null, basePath };
  }
  if (url === null && /^[a-z][a-z0-9+.-]*:|[{}]/i.test(written)) {
    report.warn('server-not-used', place, 'The server is no absolute HTTP URL that an integration could call.');
    return { url, basePath: '' };
  }
  return { url, basePath };
}

/** The host of an exported API: calling it would be calling oneself. */
function isGateway(url: string): boolean {
  return /^https?:\/\/[a-z0-9-]+\.execute-api\./i.test(url);
}

function fillVariables(template: string, variables: JsonObject): string {
  return template
    .replace(/\{([^{}]+)\}/g, (whole, name: string) => {
      const variable: Json | undefined = own(variables, name);
      return (isObject(variable) ? ownString(variable, 'default') : undefined) ?? whole;
    })
    .replace(/(?<!:)\/{2,}/g, '/');
}
