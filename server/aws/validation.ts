import { AwsError } from './aws-error.ts';

/**
 * The error for values that the service model itself refuses, before the operation looks at anything: one that is none of a
 * member's words, or does not match its pattern.
 */
export function validationError(violations: readonly string[]): AwsError {
  const count = violations.length === 1 ? '1 validation error' : `${violations.length} validation errors`;
  return new AwsError('ValidationException', `${count} detected: ${violations.join('; ')}`);
}

/** What is wrong with a value that must be one of some words; nothing when it is, or when it is left out. */
export function enumMember(value: string | null | undefined, at: string, words: readonly string[]): string[] {
  if (value === null || value === undefined || words.includes(value)) return [];
  return [
    `Value '${value}' at '${at}' failed to satisfy constraint: Member must satisfy enum value set: [${words.join(', ')}]`,
  ];
}

/** The same for one value, which is answered as the word that it is. */
export function wordMember<Word extends string>(
  value: string | null | undefined,
  at: string,
  words: readonly Word[],
): Word | null {
  const violations = enumMember(value, at, words);
  if (violations.length > 0) throw validationError(violations);
  return words.find((word) => word === value) ?? null;
}

/** A status code as the service model has it. */
export function statusCodeMember(value: string, at: string): string {
  if (/^[1-5]\d\d$/.test(value)) return value;
  throw validationError([
    `Value '${value}' at '${at}' failed to satisfy constraint: Member must satisfy regular expression pattern: [1-5]\\d\\d`,
  ]);
}
