import { renderStageText, type StageText } from '#core/mapping/stage-variables.ts';

/** A piece of a URI: text, or a path parameter to fill in. */
export type UriPiece = string | { readonly parameter: string };

/** Where an integration's requests go, on one side of a stage. */
export type UpstreamTarget = {
  /** `https://host:port`, normalized. */
  readonly origin: string;
  /** Value of the host header. */
  readonly host: string;
  readonly path: readonly UriPiece[];
  /** Without `?`; empty when the URI has none. */
  readonly query: readonly UriPiece[];
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
  return { origin, host, path: pieces(path === '' ? '/' : path), query: pieces(query) };
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
