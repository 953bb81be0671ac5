import { headerName } from '../mapping/header-value.ts';
import type { CorsConfiguration } from './schema.ts';

export type CorsProblem = { member: keyof CorsConfiguration; index: number | null; message: string };

/** What in a configuration cannot work, in words for the API's author: the gateway serves the rest. */
export function corsProblems(configuration: CorsConfiguration): CorsProblem[] {
  const { allowOrigins, allowMethods, allowHeaders, exposeHeaders, allowCredentials } = configuration;
  const problems: CorsProblem[] = [];
  if (allowCredentials && allowOrigins.includes('*')) {
    problems.push({
      member: 'allowCredentials',
      index: null,
      message:
        'Browsers refuse credentials together with any origin: they are not allowed until the origins are named.',
    });
  }
  for (const [index, origin] of allowOrigins.entries()) {
    const message = originProblem(origin);
    if (message !== null) problems.push({ member: 'allowOrigins', index, message });
  }
  for (const [member, names] of Object.entries({ allowMethods, allowHeaders, exposeHeaders })) {
    for (const [index, name] of names.entries()) {
      if (headerName(name) !== null) continue;
      const message = `${JSON.stringify(name)} is not a name that can stand in a header.`;
      problems.push({ member: member as 'allowMethods' | 'allowHeaders' | 'exposeHeaders', index, message });
    }
  }
  return problems;
}

/** Why an origin can match no caller; null when it can. */
export function originProblem(origin: string): string | null {
  if (origin === '*' || origin === 'null') return null;
  const quoted = JSON.stringify(origin);
  if (origin.split('*').length > 2) return `${quoted} has more than one asterisk and matches no origin.`;
  const match = /^[a-z][a-z0-9+.-]*:\/\/([^/?#@\s]+)$/i.exec(origin);
  if (!match) return `${quoted} is no origin: write scheme, host and port only, as in https://app.example.com.`;
  const host = match[1] ?? '';
  if (host.includes('*') && host !== '*' && !host.startsWith('*.'))
    return `${quoted}: an asterisk stands for whole labels at the start of the host, as in https://*.example.com.`;
  return null;
}
