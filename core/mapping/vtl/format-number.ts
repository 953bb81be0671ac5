import { isInteger } from '../value.ts';
import type { Value } from '../value.ts';
import { refuseFormat } from './format-specifier.ts';
import type { Specifier } from './format-specifier.ts';

/** An integer as `%d`, `%o` or `%x` writes it: the latter two as the bits of a Java int or long. */
export function formatInteger(value: Value, specifier: Specifier): string {
  if (!isInteger(value)) return refuseFormat(`format takes integers for %${specifier.kind}.`);
  const { kind, flags } = specifier;
  const number = BigInt(value);
  if (kind === 'd') return laidOut(number < 0n, group(String(magnitude(number)), flags), '', specifier);
  const prefix = flags.includes('#') ? (kind === 'x' ? '0x' : '0') : '';
  const isBig = BigInt.asIntN(64, number) !== number;
  if (!isBig && /[+ (]/.test(flags)) refuseFormat(`format writes no sign for %${kind}.`);
  const bits = BigInt.asIntN(32, number) === number ? 32 : 64;
  const digits = (isBig ? magnitude(number) : BigInt.asUintN(bits, number)).toString(kind === 'x' ? 16 : 8);
  return laidOut(isBig && number < 0n, digits, prefix, specifier);
}

/** A double as `%e`, `%f` or `%g` writes it, rounded half up from the shortest digits that stand for it. */
export function formatDouble(value: number, specifier: Specifier): string {
  if (Number.isNaN(value)) return 'NaN';
  const isNegative = value < 0 || Object.is(value, -0);
  const size = Math.abs(value);
  if (size === Infinity) {
    return laidOut(isNegative, 'Infinity', '', { ...specifier, flags: specifier.flags.replace('0', '') });
  }
  const { kind, flags, precision } = specifier;
  const point = flags.includes('#') && precision === 0 ? '.' : '';
  if (kind === 'e') {
    const { mantissa, exponent } = scientific(size, precision ?? 6);
    return laidOut(isNegative, mantissa + point + exponentText(exponent), '', specifier);
  }
  const text = kind === 'f' ? fixed(size, precision ?? 6) : shorter(size, precision === 0 ? 1 : (precision ?? 6));
  return laidOut(isNegative, group(text, flags) + point, '', specifier);
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** `%g`: so many significant digits, with an exponent below 10^-4 and from 10^digits on. */
function shorter(size: number, digits: number): string {
  if (size === 0) return fixed(0, digits - 1);
  const { mantissa, exponent } = scientific(size, digits - 1);
  if (exponent < -4 || exponent >= digits) return mantissa + exponentText(exponent);
  return fixed(size, digits - 1 - exponent);
}

function exponentText(exponent: number): string {
  return `e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function shortest(size: number): { digits: string; exponent: number } {
  const [digits = '', exponent = ''] = size.toExponential().split('e');
  return { digits: digits.replace('.', ''), exponent: Number(exponent) };
}

function scientific(size: number, decimals: number): { mantissa: string; exponent: number } {
  const { digits, exponent } = shortest(size);
  const kept = digits.slice(0, decimals + 1).padEnd(decimals + 1, '0');
  const rounded = String(BigInt(kept) + ((digits[decimals + 1] ?? '0') >= '5' ? 1n : 0n)).padStart(kept.length, '0');
  const isLonger = rounded.length > kept.length;
  const fraction = rounded.slice(1, decimals + 1);
  return {
    mantissa: (rounded[0] ?? '') + (fraction === '' ? '' : `.${fraction}`),
    exponent: isLonger ? exponent + 1 : exponent,
  };
}

function fixed(size: number, decimals: number): string {
  const { digits, exponent } = shortest(size);
  const shift = exponent - digits.length + 1 + decimals;
  const unit = 10n ** BigInt(Math.abs(shift));
  const scaled = shift >= 0 ? BigInt(digits) * unit : (BigInt(digits) + unit / 2n) / unit;
  const text = String(scaled).padStart(decimals + 1, '0');
  return text.slice(0, text.length - decimals) + (decimals === 0 ? '' : `.${text.slice(-decimals)}`);
}

function group(text: string, flags: string): string {
  return flags.includes(',') ? text.replace(/^\d+/, (whole) => whole.replace(/\B(?=(?:\d{3})+$)/g, ',')) : text;
}

/** Puts the sign, the prefix and the zeros that the width asks for before a number. */
function laidOut(isNegative: boolean, text: string, prefix: string, { flags, width }: Specifier): string {
  const isBracketed = isNegative && flags.includes('(');
  const plus = flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const before = (isNegative ? (isBracketed ? '(' : '-') : plus) + prefix;
  const after = isBracketed ? ')' : '';
  const zeros = flags.includes('0') ? (width ?? 0) - before.length - text.length - after.length : 0;
  return before + '0'.repeat(Math.max(0, zeros)) + text + after;
}
