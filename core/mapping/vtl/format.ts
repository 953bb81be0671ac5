import { JavaDouble, asIndex, toText } from '../value.ts';
import type { Charge, Value } from '../value.ts';
import { VtlChar } from './character.ts';
import { formatDouble, formatInteger } from './format-number.ts';
import { readSpecifier, refuseFormat } from './format-specifier.ts';
import type { Specifier } from './format-specifier.ts';
import { javaHash } from './java-hash.ts';

const specifierHere = /%[^a-zA-Z%]*[a-zA-Z%]?/g;

/**
 * java.lang.String.format with the conversions `b c d e f g h n o s x %` (and `B C E G H S X`), their flags, widths and
 * precisions. Dates and `%a` are not there.
 *
 * @throws MappingError TEMPLATE_FAILED for another conversion, parts that do not go together, a missing value or one that does not fit
 */
export function formatText(pattern: string, values: readonly Value[], charge: Charge): string {
  let next = 0;
  let last = -1;
  return pattern.replace(specifierHere, (source) => {
    const specifier = readSpecifier(source);
    const { argument, kind, width, precision } = specifier;
    charge(1 + (Math.max(width ?? 0, precision ?? 0) >> 6));
    if (kind === 'n') return '\n';
    if (kind === '%') return padded('%', specifier);
    if (argument !== 'last') last = argument === 'next' ? next++ : argument;
    const value = values[last];
    if (value === undefined) return refuseFormat(`format has no value for ${source}.`);
    const text = convert(value, specifier, charge);
    return padded(specifier.isUpper ? text.toUpperCase() : text, specifier);
  });
}

function convert(value: Value, specifier: Specifier, charge: Charge): string {
  const { kind, precision } = specifier;
  const cut = (text: string): string => text.slice(0, precision ?? undefined);
  if (kind === 'b') return cut(String(value !== null && value !== false));
  if (value === null) return cut('null');
  switch (kind) {
    case 's':
      return cut(toText(value, charge));
    case 'h':
      return cut((javaHash(value, charge) >>> 0).toString(16));
    case 'c':
      return character(value);
    case 'd':
    case 'o':
    case 'x':
      return formatInteger(value, specifier);
    default:
      return value instanceof JavaDouble
        ? formatDouble(value.value, specifier)
        : refuseFormat(`format takes doubles for %${kind}.`);
  }
}

function character(value: Value): string {
  if (value instanceof VtlChar) return value.text();
  const code = asIndex(value);
  return code !== null && code >= 0 && code <= 0x10ffff
    ? String.fromCodePoint(code)
    : refuseFormat('format takes a character or its code for %c.');
}

function padded(text: string, { flags, width }: Specifier): string {
  return flags.includes('-') ? text.padEnd(width ?? 0) : text.padStart(width ?? 0);
}
