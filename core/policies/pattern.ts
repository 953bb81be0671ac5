import { any, matchesInParallel, one } from './match-in-parallel.ts';

/**
 * Texts of policies with `*` (any characters), `?` (one character) and policy variables such as `${aws:username}`.
 * Matching walks pattern and text side by side and needs no regular expression.
 */

/** After going back over as many characters the walk is given up: patterns may be made so that it is the product of both lengths. */
const repeatedMax = 4_096;

type Piece = { readonly codes: readonly number[] } | { readonly variable: string; readonly fallback: string | null };

export type Pattern = {
  /** As it was written. */
  readonly text: string;
  /** UTF-16 units and wildcards; null when the text has variables. */
  readonly codes: readonly number[] | null;
  readonly pieces: readonly Piece[];
};

/** The value of a policy variable (lower case); undefined when the request has none. */
export type VariableLookup = (key: string) => string | undefined;

const variable = /\$\{([^{}]*)\}/g;

/** @param wildcards whether `*` and `?` stand for characters; else they are themselves */
export function compilePattern(text: string, wildcards = true): Pattern {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(variable)) {
    if (match.index > at) pieces.push({ codes: codesOf(text.slice(at, match.index), wildcards) });
    pieces.push(variablePiece(match[1] ?? ''));
    at = match.index + match[0].length;
  }
  if (at < text.length) pieces.push({ codes: codesOf(text.slice(at), wildcards) });
  const fixed = pieces.flatMap((piece) => ('codes' in piece ? [piece.codes] : []));
  return { text, codes: fixed.length === pieces.length ? fixed.flat() : null, pieces };
}

/** A text in which nothing is a variable, for policies of the language's first version. */
export function withoutVariables(text: string): string {
  return text.replaceAll('${', '${$}{');
}

/** `${*}`, `${?}` and `${$}` are the characters themselves; `${key, 'default'}` has a value for requests without the key. */
function variablePiece(content: string): Piece {
  if (content === '*' || content === '?' || content === '$') return { codes: codesOf(content, false) };
  const comma = content.indexOf(',');
  if (comma < 0) return { variable: content.trim().toLowerCase(), fallback: null };
  const quoted = content.slice(comma + 1).trim();
  const isQuoted = quoted.length >= 2 && quoted.startsWith("'") && quoted.endsWith("'");
  return {
    variable: content.slice(0, comma).trim().toLowerCase(),
    fallback: isQuoted ? quoted.slice(1, -1) : null,
  };
}

function codesOf(text: string, wildcards: boolean): number[] {
  const codes: number[] = [];
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (wildcards && code === 42) {
      if (codes.at(-1) !== any) codes.push(any);
    } else {
      codes.push(wildcards && code === 63 ? one : code);
    }
  }
  return codes;
}

/** The names of a text's variables, lower case. */
export function variablesOf(text: string): string[] {
  return compilePattern(text).pieces.flatMap((piece) => ('variable' in piece ? [piece.variable] : []));
}

/** Whether the whole text matches; false when a variable of the pattern has no value. */
export function matchesPattern(pattern: Pattern, text: string, lookup: VariableLookup): boolean {
  const codes = resolve(pattern, lookup);
  return codes !== null && matchesCodes(codes, text);
}

/** The text of a pattern without wildcards; null when a variable has no value. */
export function fillPattern(pattern: Pattern, lookup: VariableLookup): string | null {
  const codes = resolve(pattern, lookup);
  return codes && codes.map((code) => String.fromCharCode(code)).join('');
}

function resolve(pattern: Pattern, lookup: VariableLookup): readonly number[] | null {
  if (pattern.codes) return pattern.codes;
  const codes: number[] = [];
  for (const piece of pattern.pieces) {
    if ('codes' in piece) {
      codes.push(...piece.codes);
      continue;
    }
    const value = lookup(piece.variable) ?? piece.fallback;
    if (value === null) return null;
    codes.push(...codesOf(value, false));
  }
  return codes;
}

function matchesCodes(codes: readonly number[], text: string): boolean {
  let at = 0;
  let code = 0;
  let star = -1;
  let starAt = 0;
  let repeated = 0;
  while (at < text.length) {
    const wanted = codes[code];
    if (wanted === any) {
      star = code;
      starAt = at;
      code += 1;
    } else if (wanted === one || wanted === text.charCodeAt(at)) {
      at += 1;
      code += 1;
    } else if (star >= 0) {
      repeated += at - starAt;
      if (repeated > repeatedMax) return matchesInParallel(codes, text);
      starAt += 1;
      at = starAt;
      code = star + 1;
    } else {
      return false;
    }
  }
  while (codes[code] === any) code += 1;
  return code === codes.length;
}
