import { JavaDouble, MappingError, isInteger, toText } from '../value.ts';
import type { Charge, Value } from '../value.ts';

const conversion = /%(\d+\$)?([-#+ 0,(]*)(\d+)?(?:\.(\d+))?([a-zA-Z%])/g;
/** Widest field and most decimals. */
const maxWidth = 1000;

/**
 * java.lang.String.format with the conversions that texts need: s S d x X f c b n and %, the flags `-`, `0`, `+`, blank, `(` and
 * `,`, a width and a precision.
 *
 * @throws MappingError TEMPLATE_FAILED for another conversion, a missing value or one of the wrong kind
 */
export function formatText(pattern: string, values: readonly Value[], charge: Charge): string {
  let next = 0;
  return pattern.replace(
    conversion,
    (
      _,
      at: string | undefined,
      flags: string,
      width: string | undefined,
      precision: string | undefined,
      kind: string,
    ) => {
      if (kind === '%') return '%';
      if (kind === 'n') return '\n';
      const index = at === undefined ? next++ : Number.parseInt(at, 10) - 1;
      const value = values[index];
      const size = Math.max(Number(width ?? 0), Number(precision ?? 0));
      if (value === undefined || size > maxWidth) return refuse(kind);
      charge(1 + (size >> 6));
      const text = convert(kind, value, flags, precision === undefined ? null : Number(precision), charge);
      return pad(text, flags, Number(width ?? 0), kind);
    },
  );
}

function refuse(kind: string): never {
  throw new MappingError('TEMPLATE_FAILED', `format has no value that fits its %${kind}.`);
}

function convert(kind: string, value: Value, flags: string, precision: number | null, charge: Charge): string {
  if (value === null && 'dxXfc'.includes(kind)) return 'null';
  switch (kind) {
    case 's':
      return toText(value, charge).slice(0, precision ?? undefined);
    case 'S':
      return toText(value, charge)
        .toUpperCase()
        .slice(0, precision ?? undefined);
    case 'b':
      return String(value !== null && value !== false);
    case 'c':
      return typeof value === 'string' && value.length === 1 ? value : refuse(kind);
    case 'd':
      return isInteger(value) ? signed(String(value), flags) : refuse(kind);
    case 'x':
    case 'X': {
      if (!isInteger(value)) return refuse(kind);
      const bits = value === Number(value) && Number(value) === (Number(value) | 0) ? 32 : 64;
      const text = BigInt.asUintN(bits, BigInt(value)).toString(16);
      return kind === 'X' ? text.toUpperCase() : text;
    }
    case 'f':
      return value instanceof JavaDouble
        ? signed(fixed(value.value, Math.min(precision ?? 6, 100)), flags)
        : refuse(kind);
    default:
      return refuse(kind);
  }
}

/** So many decimals of a double, rounded as Java does: half up, from the shortest digits that stand for it. */
function fixed(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return String(value);
  const [digits = '', exponent = ''] = Math.abs(value).toExponential().split('e');
  const fraction = digits.slice(2);
  const shift = Number(exponent) - fraction.length + decimals;
  const whole = BigInt(digits.replace('.', ''));
  const unit = 10n ** BigInt(Math.abs(shift));
  const text = String(shift >= 0 ? whole * unit : (whole + unit / 2n) / unit).padStart(decimals + 1, '0');
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  return sign + text.slice(0, text.length - decimals) + (decimals === 0 ? '' : `.${text.slice(-decimals)}`);
}

function signed(text: string, flags: string): string {
  const [whole = '', fraction] = text.split('.');
  const grouped = flags.includes(',') ? whole.replace(/\B(?=(?:\d{3})+$)/g, ',') : whole;
  const joined = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  if (joined.startsWith('-')) return flags.includes('(') ? `(${joined.slice(1)})` : joined;
  return flags.includes('+') ? `+${joined}` : flags.includes(' ') ? ` ${joined}` : joined;
}

function pad(text: string, flags: string, width: number, kind: string): string {
  if (flags.includes('-')) return text.padEnd(width);
  if (!flags.includes('0') || !'dxXf'.includes(kind)) return text.padStart(width);
  const sign = /^[-+ (]/.exec(text)?.[0] ?? '';
  return sign + text.slice(sign.length).padStart(width - sign.length, '0');
}
