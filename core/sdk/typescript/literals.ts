/** Text of an API that goes into generated code: every path from a description into code leads through this file. */

/** A TypeScript string literal in single quotes. Anything but printable ASCII is escaped. */
export function stringLiteral(text: string): string {
  const body = text.replace(/[^ -~]|['\\]/g, (char) => {
    if (char === "'" || char === '\\') return `\\${char}`;
    if (char === '\n') return '\\n';
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `'${body}'`;
}

/** A literal of a constant or enum value. */
export function valueLiteral(value: string | number | boolean): string {
  if (typeof value === 'string') return stringLiteral(value);
  return typeof value === 'number' && !Number.isFinite(value) ? 'number' : String(value);
}

/** A property's name: as it is when it is an identifier, else as a literal. */
export function propertyKey(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : stringLiteral(name);
}

/** Text that may stand inside a block comment: it cannot end the comment, open a tag or hide characters. */
function commentText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('*/', '*\\/')
    .replaceAll('/*', '/\\*')
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ')
    .replace(/^(\s*)@/, '$1\\@')
    .trimEnd();
}

/** A documentation comment of the paragraphs that are not empty; tags, such as `@deprecated`, come last. Empty for none. */
export function docComment(
  indent: string,
  paragraphs: readonly (string | null)[],
  tags: readonly string[] = [],
): string {
  const texts = paragraphs.filter((text): text is string => text !== null && text.trim() !== '');
  const lines = texts.flatMap((text, index) => [
    ...(index > 0 ? [''] : []),
    ...text
      .trim()
      .split(/\r\n|\n|\r/)
      .map(commentText),
  ]);
  if (lines.length > 0 && tags.length > 0) lines.push('');
  lines.push(...tags);
  const [only] = lines;
  if (only === undefined) return '';
  if (lines.length === 1) return `${indent}/** ${only} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} *${line === '' ? '' : ` ${line}`}\n`).join('')}${indent} */\n`;
}

/** Text that may stand in a line of Markdown without being read as markup. */
export function markdownText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029\s]+/gu, ' ')
    .replace(/[\\`*_{}[\]()<>#|!~&$]/g, '\\$&')
    .trim();
}

/** Text as inline code of Markdown. */
export function markdownCode(text: string): string {
  return `\`${text.toWellFormed().replace(/[\p{Cc}\p{Cf}\u2028\u2029`]/gu, ' ')}\``;
}
