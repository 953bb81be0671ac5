import { parseAwsUri, type AwsUri } from '#core/integrations/aws-uri.ts';
import { renderStageText, type StageText } from '#core/mapping/stage-variables.ts';
import { jsonServices, queryVersions } from '#gateway/aws/service-facts.ts';

/** A piece of a URI: text, or a path parameter to fill in. */
export type UriPiece = string | { readonly parameter: string };

/** Where an integration's requests go, on one side of a stage. */
export type UpstreamTarget = {
  /** `https://host:port`, normalized; empty for an AWS service. */
  readonly origin: string;
  /** Value of the host header; empty for an AWS service. */
  readonly host: string;
  readonly path: readonly UriPiece[];
  /** Without `?`; empty when the URI has none. */
  readonly query: readonly UriPiece[];
  /** The service of an AWS integration, whose endpoint the workspace decides; null for every other. */
  readonly aws: AwsUri | null;
};

const uriPattern = /^(https?:\/\/)([^/?#\\]+)([^?#]*)(?:\?([^#]*))?(?:#.*)?$/i;

/**
 * Reads an integration's URI with the variables of a stage. Parameters may stand in its path and query, never in its
 * scheme, host or port: those are the author's alone.
 * @returns the target, or the reason why the URI cannot be used
 */
export function resolveTarget(uri: StageText, variables: Readonly<Record<string, string>>): UpstreamTarget | string {
  const text = renderStageText(uri, variables).trim();
  const match = uriPattern.exec(text);
  if (!match) return `The integration's URI is not an http:// or https:// address: ${text}`;
  const [, scheme = '', authority = '', path = '', query = ''] = match;
  if (/[{}@]/.test(authority))
    return `The integration's URI has a parameter or credentials where its host belongs: ${text}`;
  if (!URL.canParse(`${scheme}${authority}`)) return `The integration's URI has no valid host: ${text}`;
  if (/[^\x21-\x7e]/.test(path + query))
    return `The integration's URI holds characters that must be percent-encoded: ${text}`;
  const { origin, host } = new URL(`${scheme}${authority}`);
  return { origin, host, path: pieces(path === '' ? '/' : path), query: pieces(query), aws: null };
}

/**
 * Reads the URI of an AWS integration with the variables of a stage. An action of a service with a JSON protocol is named in
 * a header; all others take it as query parameter `Action` (AWS query protocol).
 * @returns the target, or the reason why the URI cannot be used
 */
export function resolveAwsTarget(uri: StageText, variables: Readonly<Record<string, string>>): UpstreamTarget | string {
  const aws = parseAwsUri(renderStageText(uri, variables));
  if (typeof aws === 'string') return aws;
  const { subdomain, service, action, path, query } = aws;
  const isQueryProtocol = action !== null && !jsonServices[subdomain === null ? service : `${subdomain}.${service}`];
  const parameters = isQueryProtocol ? actionParameters(service, action, query) : query;
  return { origin: '', host: '', path: pieces(path), query: pieces(parameters), aws };
}

function actionParameters(service: string, action: string, query: string): string {
  const version = queryVersions[service];
  const parts = [`Action=${action}`];
  if (version !== undefined && !/(?:^|&)Version=/.test(query)) parts.push(`Version=${version}`);
  if (query !== '') parts.push(query);
  return parts.join('&');
}

function pieces(text: string): UriPiece[] {
  const found: UriPiece[] = [];
  let at = 0;
  for (const match of text.matchAll(/\{([^{}+]+)\+?\}/g)) {
    if (match.index > at) found.push(text.slice(at, match.index));
    found.push({ parameter: match[1] ?? '' });
    at = match.index + match[0].length;
  }
  if (at < text.length) found.push(text.slice(at));
  return found;
}
