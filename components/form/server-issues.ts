import type { Issue } from '#core/errors.ts';

/** What a rejected call said is wrong: the issues that a transport puts at `error.data.issues`. */
export function issuesOf(error: unknown): Issue[] {
  const data = typeof error === 'object' && error !== null && 'data' in error ? error.data : undefined;
  const issues = typeof data === 'object' && data !== null && 'issues' in data ? data.issues : undefined;
  return Array.isArray(issues) ? issues.filter((issue): issue is Issue => typeof issue?.message === 'string') : [];
}

/** A form's field path ("variables.host") for an RFC 6901 pointer ("/variables/host"); null for the whole document. */
export function fieldPathOf(pointer: string | undefined): string | null {
  if (!pointer) return null;
  return pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');
}

/** The words of any thrown thing. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'The server did not say why.';
}
