/** How a line is laid out, which decides how values are escaped in it. */
export type AccessLogKind = 'json' | 'xml' | 'csv' | 'text';

/** A format that was read once: text, and variables by their path below `$context`. */
export type AccessLogTemplate = {
  readonly kind: AccessLogKind;
  readonly pieces: readonly (string | { readonly path: readonly string[]; readonly isQuoted: boolean })[];
};

const fields = {
  requestId: 'requestId',
  extendedRequestId: 'extendedRequestId',
  ip: 'identity.sourceIp',
  caller: 'identity.caller',
  user: 'identity.user',
  requestTime: 'requestTime',
  httpMethod: 'httpMethod',
  resourcePath: 'resourcePath',
  status: 'status',
  protocol: 'protocol',
  responseLength: 'responseLength',
} as const;

const variables = Object.entries(fields).map(([name, path]) => [name, `$context.${path}`] as const);

/** Formats to start from, on one line each. */
export const accessLogPresets: Readonly<Record<'CLF' | 'JSON' | 'CSV' | 'XML', string>> = {
  CLF: '$context.identity.sourceIp $context.identity.caller $context.identity.user [$context.requestTime] "$context.httpMethod $context.resourcePath $context.protocol" $context.status $context.responseLength $context.requestId $context.extendedRequestId',
  JSON: `{${variables.map(([name, variable]) => `"${name}":"${variable}"`).join(',')}}`,
  CSV: variables.map(([, variable]) => variable).join(','),
  XML: `<request ${variables.map(([name, variable]) => `${name}="${variable}"`).join(' ')}/>`,
};

/** What a variable is written as that has no value, as in AWS API Gateway. */
const absent = '-';

/** Longest value, characters. */
const valueMaxLength = 4_096;

const variable = /\$(?:context((?:\.\w+)+)|\{context((?:\.\w+)+)\})/g;

/** Reads a format: `$context.identity.sourceIp`, also as `${context.identity.sourceIp}`. Line breaks in it become blanks. */
export function compileAccessLogFormat(format: string): AccessLogTemplate {
  const line = format.replace(/\s*[\r\n]+\s*/g, ' ').trim();
  const pieces: AccessLogTemplate['pieces'][number][] = [];
  let at = 0;
  for (const match of line.matchAll(variable)) {
    if (match.index > at) pieces.push(line.slice(at, match.index));
    const path = (match[1] ?? match[2] ?? '').slice(1).split('.');
    pieces.push({ path, isQuoted: line[match.index - 1] === '"' });
    at = match.index + match[0].length;
  }
  if (at < line.length) pieces.push(line.slice(at));
  return { kind: kindOf(line), pieces };
}

function kindOf(line: string): AccessLogKind {
  if (line.startsWith('{')) return 'json';
  if (line.startsWith('<')) return 'xml';
  return /\$\{?context[A-Za-z0-9_.-]*\}?"?,/.test(line) ? 'csv' : 'text';
}

/**
 * One line, without its end. Values may come from callers, so they are escaped for the layout: none can end the line, a
 * field or a quotation, or be run by a spreadsheet.
 */
export function renderAccessLog(
  { kind, pieces }: AccessLogTemplate,
  context: Readonly<Record<string, unknown>>,
): string {
  let line = '';
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      line += piece;
      continue;
    }
    const text = valueAt(context, piece.path);
    // `$context.error.messageString` brings its own quotation marks, as JSON.
    const isJson = piece.path.at(-1) === 'messageString' && kind !== 'xml' && kind !== 'csv';
    line += isJson ? text.replace(control, unicodeEscape) : escape(kind, text, piece.isQuoted);
  }
  return line;
}

function valueAt(context: Readonly<Record<string, unknown>>, path: readonly string[]): string {
  let value: unknown = context;
  for (const name of path) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, name)) return absent;
    value = (value as Record<string, unknown>)[name];
  }
  if (value === undefined || value === null || value === '') return absent;
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.length > valueMaxLength ? text.slice(0, valueMaxLength) : text;
}

/** Everything that some reader takes for the end of a line, and other control characters. */
const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;

function escape(kind: AccessLogKind, text: string, isQuoted: boolean): string {
  switch (kind) {
    case 'json':
      return JSON.stringify(text).slice(1, -1).replace(control, unicodeEscape);
    case 'xml':
      return text.replace(control, ' ').replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
    case 'csv': {
      const plain = text.replace(control, ' ').replaceAll('"', '""');
      const safe = text !== absent && /^[=+\-@]/.test(plain) ? `'${plain}` : plain;
      return isQuoted || !/[",]/.test(safe) ? safe : `"${safe}"`;
    }
    case 'text':
      return text.replace(/["\\]/g, '\\$&').replace(control, hexEscape);
  }
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function hexEscape(character: string): string {
  const code = character.charCodeAt(0);
  return code > 255 ? unicodeEscape(character) : `\\x${code.toString(16).padStart(2, '0')}`;
}
