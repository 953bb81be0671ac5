import { headerName } from '../mapping/header-value.ts';

/** A part of a request that tells who calls. Header names are lower case. */
export type IdentitySource =
  | { readonly in: 'header' | 'querystring' | 'stageVariable'; readonly name: string }
  | { readonly in: 'context'; readonly path: readonly string[] };

/**
 * Reads a comma-separated list of identity sources: `method.request.header.X`, `method.request.querystring.X`,
 * `stageVariables.X` and `context.X` as in AWS's REST APIs, or `$request.header.X` and so on as in its HTTP APIs.
 */
export function parseIdentitySources(
  text: string | null,
): { sources: readonly IdentitySource[] } | { problem: string } {
  const sources: IdentitySource[] = [];
  for (const part of (text ?? '').split(',')) {
    const expression = part.trim();
    if (expression === '') continue;
    const source = parseSource(expression);
    if (!source) {
      return {
        problem: `${JSON.stringify(expression.slice(0, 200))} is no identity source: write method.request.header.name, method.request.querystring.name, stageVariables.name or context.name.`,
      };
    }
    sources.push(source);
  }
  return { sources };
}

function parseSource(expression: string): IdentitySource | null {
  const request = /^(?:method\.request|\$request)\.(header|querystring)\.(.+)$/.exec(expression);
  const name = request?.[2] ?? '';
  if (request?.[1] === 'header') return headerName(name) === null ? null : { in: 'header', name: name.toLowerCase() };
  if (request) return { in: 'querystring', name };
  const variable = /^\$?stageVariables\.([A-Za-z0-9_]+)$/.exec(expression);
  if (variable) return { in: 'stageVariable', name: variable[1] ?? '' };
  const context = /^\$?context\.([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)$/.exec(expression);
  return context ? { in: 'context', path: (context[1] ?? '').split('.') } : null;
}

/** The header that holds the token of a TOKEN, COGNITO_USER_POOLS or JWT authorizer, lower case; null when there is not exactly one. */
export function tokenHeader(text: string | null): string | null {
  const parsed = parseIdentitySources(text ?? 'method.request.header.Authorization');
  if ('problem' in parsed || parsed.sources.length !== 1) return null;
  const [source] = parsed.sources;
  return source?.in === 'header' ? source.name : null;
}
