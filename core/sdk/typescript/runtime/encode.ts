import { ConfigurationError } from './errors.ts';
import { stringifyJson } from './json.ts';

export type QueryStyle = 'repeat' | 'comma' | 'space' | 'pipe' | 'deep';
export type QueryParameter = readonly [name: string, value: unknown, style?: QueryStyle];
export type HeaderParameter = readonly [name: string, value: unknown];
/** Fixed texts of a path and, between them, values; a greedy value may hold slashes. */
export type PathPart = string | { value: unknown; name: string; greedy?: boolean };

const separators = { comma: ',', space: ' ', pipe: '|' } as const;

function text(value: unknown): string {
  return typeof value === 'object' && value !== null ? (stringifyJson(value) ?? '') : String(value);
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** The path with its values percent-encoded. An empty value or a dot segment would lead to another resource and is refused. */
export function encodePath(parts: readonly PathPart[]): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      const value = isPresent(part.value) ? text(part.value) : '';
      const segments = part.greedy ? value.split('/') : [value];
      if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) {
        throw new ConfigurationError(`The path parameter ${part.name} is empty or leaves its place in the path.`);
      }
      return segments.map(encodeURIComponent).join('/');
    })
    .join('');
}

/** The query string with its `?`; absent values are left out. */
export function encodeQuery(parameters: readonly QueryParameter[]): string {
  const pairs = parameters.flatMap(([name, value, style = 'repeat']) =>
    isPresent(value) ? encodePairs(name, value, style) : [],
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function encodePairs(name: string, value: unknown, style: QueryStyle): string[] {
  const pair = (key: string, item: unknown): string => `${encodeURIComponent(key)}=${encodeURIComponent(text(item))}`;
  if (Array.isArray(value)) {
    const items: unknown[] = value.filter(isPresent);
    if (style === 'repeat' || style === 'deep') return items.map((item) => pair(name, item));
    const separator = style === 'comma' ? ',' : encodeURIComponent(separators[style]);
    return [`${encodeURIComponent(name)}=${items.map((item) => encodeURIComponent(text(item))).join(separator)}`];
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => isPresent(item));
    if (style === 'deep') return entries.map(([key, item]) => pair(`${name}[${key}]`, item));
    if (style === 'repeat') return entries.map(([key, item]) => pair(key, item));
  }
  return [pair(name, value)];
}

/** A header's value: a list is joined by commas. */
export function encodeHeader(value: unknown): string {
  return Array.isArray(value) ? value.filter(isPresent).map(text).join(', ') : text(value);
}

/** A form's fields as application/x-www-form-urlencoded. */
export function encodeForm(fields: unknown): string {
  if (typeof fields !== 'object' || fields === null) return '';
  return encodeQuery(Object.entries(fields)).slice(1);
}

/** A form's fields as multipart/form-data. */
export function encodeMultipart(fields: unknown): FormData {
  const form = new FormData();
  if (typeof fields !== 'object' || fields === null) return form;
  for (const [name, value] of Object.entries(fields as Record<string, unknown>)) {
    const items: unknown[] = Array.isArray(value) ? value : [value];
    for (const item of items.filter(isPresent)) form.append(name, item instanceof Blob ? item : text(item));
  }
  return form;
}
