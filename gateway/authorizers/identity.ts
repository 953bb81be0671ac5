import type { IdentitySource } from '#core/authorizers/identity-source.ts';
import { vouchedHeader } from '#gateway/integrations/caller-headers.ts';
import { contextVariables } from '#gateway/pipeline/context-variables.ts';
import type { Exchange } from '#gateway/pipeline/exchange.ts';

/** All values that a request has for an identity source, in order. */
export function identityValues(exchange: Exchange, source: IdentitySource): readonly string[] {
  switch (source.in) {
    case 'header':
      return vouchedHeader(exchange, source.name);
    case 'querystring':
      return new URLSearchParams(exchange.query).getAll(source.name);
    case 'stageVariable': {
      const variables = exchange.side?.variables ?? {};
      const value = Object.hasOwn(variables, source.name) ? variables[source.name] : undefined;
      return value === undefined ? [] : [value];
    }
    case 'context':
      return contextValue(contextVariables(exchange), source.path);
  }
}

function contextValue(variables: Record<string, unknown>, path: readonly string[]): string[] {
  let value: unknown = variables;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return [];
    value = (value as Record<string, unknown>)[name];
  }
  return value === undefined || value === null || typeof value === 'object' ? [] : [String(value)];
}

/** How a source is written, for the sentence that names a missing one. */
export function sourceName(source: IdentitySource): string {
  switch (source.in) {
    case 'header':
      return `header ${source.name}`;
    case 'querystring':
      return `query parameter ${source.name}`;
    case 'stageVariable':
      return `stage variable ${source.name}`;
    case 'context':
      return `context variable ${source.path.join('.')}`;
  }
}
