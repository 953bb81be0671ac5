import type { Integration } from '#core/integrations/schema.ts';
import { parseSource, type ParameterSource } from '#core/mapping/parameter-source.ts';

const none: ParameterSource = { kind: 'static', value: '' };

/**
 * Where a cache key parameter's value is read: `method.request.querystring.page`, or `integration.request.querystring.page`,
 * which stands for what the integration maps there. All values of a repeated parameter count.
 */
export function compileParameterSource(name: string, integration: Integration): ParameterSource {
  const expression = name.startsWith('integration.request.') ? (integration.requestParameters[name] ?? '') : name;
  const parsed = parseSource(expression);
  if ('problem' in parsed) return none;
  const { source } = parsed;
  if (source.kind !== 'request') return source;
  if (source.location === 'header') return { ...source, location: 'multivalueheader' };
  if (source.location === 'querystring') return { ...source, location: 'multivaluequerystring' };
  return source;
}
