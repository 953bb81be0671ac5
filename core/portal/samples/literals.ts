/** Texts from an API's design end up in code that people paste into a terminal, so each language has its encoder. */

/** A single-quoted word of a POSIX shell. NUL cannot be passed to a program and is left out. */
export function shellWord(text: string): string {
  return `'${text.replaceAll('\0', '').replaceAll("'", `'\\''`)}'`;
}

const identifier = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** A JavaScript expression for a JSON value, two spaces per level, `indent` levels in. */
export function javascriptLiteral(value: unknown, indent = 0): string {
  if (typeof value === 'string') return javascriptString(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const inner = '  '.repeat(indent + 1);
  const outer = '  '.repeat(indent);
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return `[\n${value.map((entry) => `${inner}${javascriptLiteral(entry, indent + 1)},\n`).join('')}${outer}]`;
  }
  const members = Object.entries(value);
  if (members.length === 0) return '{}';
  const lines = members.map(
    ([name, member]) => `${inner}${propertyName(name)}: ${javascriptLiteral(member, indent + 1)},\n`,
  );
  return `{\n${lines.join('')}${outer}}`;
}

/** A JavaScript string literal in single quotes. */
export function javascriptString(text: string): string {
  const escaped = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll("'", "\\'")
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
  return `'${escaped}'`;
}

/** `['__proto__']` because a plain `__proto__:` in a literal sets the prototype instead of a property. */
function propertyName(name: string): string {
  if (name === '__proto__') return "['__proto__']";
  return identifier.test(name) ? name : javascriptString(name);
}

/** A Python expression for a JSON value, four spaces per level, `indent` levels in. */
export function pythonLiteral(value: unknown, indent = 0): string {
  if (value === null || value === undefined) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value !== 'object') return JSON.stringify(value);
  const inner = '    '.repeat(indent + 1);
  const outer = '    '.repeat(indent);
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return `[\n${value.map((entry) => `${inner}${pythonLiteral(entry, indent + 1)},\n`).join('')}${outer}]`;
  }
  const members = Object.entries(value);
  if (members.length === 0) return '{}';
  const lines = members.map(
    ([name, member]) => `${inner}${JSON.stringify(name)}: ${pythonLiteral(member, indent + 1)},\n`,
  );
  return `{\n${lines.join('')}${outer}}`;
}
