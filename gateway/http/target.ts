/**
 * Brings a request target into the one form that routing, authorization and the upstream all see, so that no two of
 * them can read a path differently. RFC 3986 section 6.2.2: unreserved characters are decoded, hex digits are upper
 * case, characters that a path may not hold as they are get encoded. Beyond it: repeated slashes are one, and what could only be a trick (dot segments, also behind an encoded
 * slash; NUL, backslash and other control characters; broken escapes) is refused. An encoded slash stays encoded, so
 * it never makes a segment.
 */
export type Target = { path: string; query: string };

/** Longest request target, in characters: AWS API Gateway's limit for regional endpoints. */
export const targetMaxLength = 10_240;

const slash = 47;
const dot = 46;
const percent = 37;
const question = 63;
const backslash = 92;

/** Scheme and authority (RFC 9110 section 4.2: a host, and no user name). */
const absoluteForm = /^https?:\/\/([^/?#@]+)(?=[/?#]|$)/i;

/** The host of a target in absolute form, which counts in place of the host header (RFC 9112 section 3.2.2); else null. */
export function targetHost(target: string): string | null {
  return target.charCodeAt(0) === slash ? null : (absoluteForm.exec(target)?.[1] ?? null);
}

/** The target's path in normal form and its query string as it came (without `?`), or the reason why it is refused. */
export function parseTarget(target: string): Target | string {
  if (target.length > targetMaxLength) return `The request target is longer than ${targetMaxLength} characters.`;
  if (target.charCodeAt(0) !== slash) {
    const origin = absoluteForm.exec(target);
    if (!origin) return 'The request target is not a path.';
    const rest = target.slice(origin[0].length);
    return parseTarget(rest.startsWith('/') ? rest : `/${rest}`);
  }
  let end = target.length;
  let isPlain = true;
  let previous = 0;
  for (let i = 0; i < target.length; i += 1) {
    const code = target.charCodeAt(i);
    if (code === question) {
      end = i;
      break;
    }
    if (code <= 32 || code >= 127 || code === backslash || code === 35)
      return 'The path holds a character that it may not.';
    if (code === percent || mustBeEncoded(code) || (previous === slash && (code === slash || code === dot)))
      isPlain = false;
    previous = code;
  }
  const query = end < target.length ? target.slice(end + 1) : '';
  if (hasUnsafeCharacter(query)) return 'The query string holds a character that it may not.';
  const path = end < target.length ? target.slice(0, end) : target;
  if (isPlain) return { path, query };
  return normalize(path, query);
}

/** `"`, `<`, `>`, `^`, `` ` ``, `{`, `|` and `}`. */
function mustBeEncoded(code: number): boolean {
  return code === 34 || code === 60 || code === 62 || code === 94 || code === 96 || (code >= 123 && code <= 125);
}

function hasUnsafeCharacter(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code <= 32 || code >= 127) return true;
  }
  return false;
}

function normalize(path: string, query: string): Target | string {
  if (/%(?![0-9A-Fa-f]{2})/.test(path)) return 'The path holds a broken percent escape.';
  const decoded = path.replace(/%([0-9A-Fa-f]{2})/g, (escape, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return /[A-Za-z0-9\-._~]/.test(character) ? character : escape.toUpperCase();
  });
  if (/%(?:[01][0-9A-F]|7F)/.test(decoded)) return 'The path holds an encoded control character.';
  const encoded = decoded.replace(/["<>^`{|}]/g, (character) => encodeURIComponent(character));
  const merged = encoded.replace(/\/{2,}/g, '/');
  if (/(?:^|\/|%2F|%5C)\.{1,2}(?:\/|%2F|%5C|;|$)/.test(merged)) return 'The path holds a dot segment.';
  return { path: merged, query };
}

/**
 * The form in which path segments are compared: like the normal form, with the characters that a segment may hold
 * unescaped (RFC 3986 pchar) decoded too, so that `%40me` and `@me` are the same segment.
 */
export function segmentKey(segment: string): string {
  if (!segment.includes('%')) return segment;
  return segment.replace(/%([0-9A-Fa-f]{2})/g, (escape, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return /[A-Za-z0-9\-._~!$&'()*+,;=:@]/.test(character) ? character : escape.toUpperCase();
  });
}

/** A path segment's text: percent escapes read as UTF-8, bytes that are no UTF-8 left escaped. */
export function decodeSegment(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
