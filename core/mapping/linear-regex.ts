import { RE2JS } from 're2js';
import { MappingError } from './value.ts';

/** Longest user-written pattern, in UTF-16 units. */
export const maxPatternLength = 1024;
/** Largest compiled pattern, in instructions: `a{1000}` is near it. */
const maxProgramSize = 2100;

const cache = new Map<string, LinearRegex>();
const cacheSize = 200;

/** A user's regular expression on a linear-time engine: no input makes it blow up. Syntax is RE2's: Java's without look-around and back references. */
export type LinearRegex = {
  /** Steps to charge for matching a text of this length. */
  cost(length: number): number;
  /** The whole text matches. */
  matches(text: string): boolean;
  /** Some part of the text matches. */
  finds(text: string): boolean;
  /** Java's replacement syntax: `$1` is a group, a backslash takes the next character literally. */
  replaceAll(text: string, replacement: string): string;
  replaceFirst(text: string, replacement: string): string;
  /** Java's String.split: a limit of 0 drops empty texts at the end. */
  split(text: string, limit: number): string[];
};

/**
 * Compiles a user's pattern. `ignoreCase` stands for the flag `i`.
 *
 * @throws MappingError TEMPLATE_FAILED when the pattern is not valid or too large.
 */
export function linearRegex(pattern: string, ignoreCase = false): LinearRegex {
  const key = `${ignoreCase ? 'i' : ''}/${pattern}`;
  const known = cache.get(key);
  if (known) return known;
  const made = makeRegex(pattern, ignoreCase);
  if (cache.size >= cacheSize) cache.clear();
  cache.set(key, made);
  return made;
}

function makeRegex(pattern: string, ignoreCase: boolean): LinearRegex {
  if (pattern.length > maxPatternLength) {
    throw new MappingError('TEMPLATE_FAILED', `A regular expression has at most ${maxPatternLength} characters.`);
  }
  const regex = compile(pattern, ignoreCase);
  const size = regex.programSize();
  if (size > maxProgramSize) throw new MappingError('TEMPLATE_FAILED', 'A regular expression is too large.');
  return {
    cost: (length) => Math.ceil(((length + 1) * Math.max(size, 16)) / 32),
    matches: (text) => regex.matches(text),
    // Answers yes or no from the automaton; a matcher would follow every thread.
    finds: (text) => regex.test(text),
    replaceAll: (text, replacement) => replace(() => regex.matcher(text).replaceAll(replacement, true)),
    replaceFirst: (text, replacement) => replace(() => regex.matcher(text).replaceFirst(replacement, true)),
    split: (text, limit) => (text === '' ? [''] : regex.split(text, limit)),
  };
}

function compile(pattern: string, ignoreCase: boolean): RE2JS {
  try {
    return RE2JS.compile(pattern, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
  } catch {
    throw new MappingError(
      'TEMPLATE_FAILED',
      'A regular expression is not valid, or uses look-around or back references.',
    );
  }
}

function replace(run: () => string): string {
  try {
    return run();
  } catch {
    throw new MappingError(
      'TEMPLATE_FAILED',
      'The replacement text names a group that the regular expression does not have.',
    );
  }
}
