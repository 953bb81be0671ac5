import { MappingError } from './value.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const javaScriptEscapes = new Map([
  ["'", "\\'"],
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['/', '\\/'],
  ['\b', '\\b'],
  ['\n', '\\n'],
  ['\t', '\\t'],
  ['\f', '\\f'],
  ['\r', '\\r'],
]);

/** Escapes as Apache Commons' escapeJavaScript: quotes, backslashes, slashes, control characters and all beyond ASCII. */
export function escapeJavaScript(text: string): string {
  return text.replace(/[^ !#-&(-.0-[\]-~]/g, (char) => {
    const known = javaScriptEscapes.get(char);
    return known ?? `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  });
}

/** Encodes as application/x-www-form-urlencoded, the way of java.net.URLEncoder: a space becomes `+`, `* - _ .` stay. */
export function urlEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replace(/[!'()~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}

/** The reverse of `urlEncode`; a wrong escape fails. */
export function urlDecode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new MappingError('TEMPLATE_FAILED', 'urlDecode was given a text with a wrong percent escape.');
  }
}

/** The UTF-8 bytes of the text in base64. */
export function toBase64(text: string): string {
  let binary = '';
  for (const byte of encoder.encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** The text whose UTF-8 bytes the base64 holds; both alphabets are understood. */
export function fromBase64(text: string): string {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return decoder.decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)));
  } catch {
    throw new MappingError('TEMPLATE_FAILED', 'base64Decode was given a text that is not base64.');
  }
}
