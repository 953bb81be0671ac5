import { compilePattern, matchesPattern, type Pattern, type VariableLookup } from './pattern.ts';

/** An ARN has six parts; the last is the resource and may hold colons. */
const parts = 6;

/** The parts of an ARN: `arn`, partition, service, region, account, resource. Fewer when the text has fewer colons. */
export function splitArn(text: string): string[] {
  return splitAt(text, (at) => text.indexOf(':', at));
}

function splitAt(text: string, nextColon: (at: number) => number): string[] {
  const found: string[] = [];
  let at = 0;
  while (found.length < parts - 1) {
    const colon = nextColon(at);
    if (colon < 0) break;
    found.push(text.slice(at, colon));
    at = colon + 1;
  }
  found.push(text.slice(at));
  return found;
}

/** Patterns of an ARN's parts. */
export type ArnPattern = readonly Pattern[];

/** Accounts are the installation's own whatever the partition: `arn:aws:` and `arn:aws-cn:` mean the same. */
export function compileArn(text: string): ArnPattern {
  // The colon of a variable, as in `${aws:username}`, is not one of the ARN's.
  const masked = text.replace(/\$\{[^{}]*\}/g, (variable) => '-'.repeat(variable.length));
  const written = splitAt(text, (at) => masked.indexOf(':', at));
  const isAnyPartition = written.length > 2 && /^aws(?:-[a-z]+)*$/.test(written[1] ?? '');
  return written.map((part, at) => compilePattern(at === 1 && isAnyPartition ? 'aws*' : part));
}

/**
 * Whether an ARN matches part by part: a wildcard does not reach over one of the first five colons, or a caller could
 * move the text that a policy expects in one part into another. A pattern with fewer parts, such as `*` or
 * `arn:aws:execute-api:*`, ends with a wildcard and takes all that follows.
 */
export function matchesArn(pattern: ArnPattern, arn: string, lookup: VariableLookup): boolean {
  const given = splitArn(arn);
  if (given.length < pattern.length) return false;
  const last = pattern.length - 1;
  for (let i = 0; i < last; i += 1) {
    const part = pattern[i];
    if (!part || !matchesPattern(part, given[i] ?? '', lookup)) return false;
  }
  const tail = pattern[last];
  if (!tail) return false;
  if (given.length > pattern.length && !tail.text.endsWith('*')) return false;
  return matchesPattern(tail, given.slice(last).join(':'), lookup);
}

/**
 * The comparison of the operators ArnEquals and ArnLike, which do the same (AWS IAM, ARN condition operators).
 * @returns a text for a pattern that has not the six parts of an ARN: it matches nothing, so a deny would never apply
 */
export function arnMatcher(text: string): ((value: string, lookup: VariableLookup) => boolean) | string {
  const pattern = compileArn(text);
  if (pattern.length < parts)
    return `${JSON.stringify(text)} is no ARN: wildcards stand in its six parts, as in arn:aws:iam::*:user/*.`;
  return (value, lookup) => splitArn(value).length === parts && matchesArn(pattern, value, lookup);
}
