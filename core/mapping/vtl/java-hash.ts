import { JavaDouble, MappingError, VtlEntry, VtlList, VtlMap, maxNesting } from '../value.ts';
import type { Charge, Value } from '../value.ts';
import { VtlChar } from './character.ts';

const doubleBits = new DataView(new ArrayBuffer(8));

function hashText(text: string): number {
  let code = 0;
  for (let i = 0; i < text.length; i += 1) code = (Math.imul(code, 31) + text.charCodeAt(i)) | 0;
  return code;
}

/** Java's hashCode of the value: of String, Integer, Long, Double, Boolean, Character, List, Map and Map.Entry. A 32-bit integer. */
export function javaHash(value: Value, charge: Charge, depth = 0): number {
  if (depth > maxNesting) throw new MappingError('BUDGET_EXCEEDED', 'A value is nested too deeply to be hashed.');
  charge(1);
  if (value === null) return 0;
  if (typeof value === 'string') {
    charge(value.length >> 6);
    return hashText(value);
  }
  if (typeof value === 'boolean') return value ? 1231 : 1237;
  if (typeof value === 'number' && value === (value | 0)) return value;
  if (typeof value === 'number' || typeof value === 'bigint') return hashLong(BigInt(value));
  if (value instanceof JavaDouble) {
    doubleBits.setFloat64(0, value.value);
    return doubleBits.getInt32(0) ^ doubleBits.getInt32(4);
  }
  if (value instanceof VtlList) {
    return value.items.reduce<number>((code, item) => (Math.imul(code, 31) + javaHash(item, charge, depth + 1)) | 0, 1);
  }
  if (value instanceof VtlMap) {
    let sum = 0;
    for (const [key, item] of value.entries) {
      sum = (sum + (javaHash(key, charge, depth + 1) ^ javaHash(item, charge, depth + 1))) | 0;
    }
    return sum;
  }
  if (value instanceof VtlEntry)
    return javaHash(value.key, charge, depth + 1) ^ javaHash(value.value, charge, depth + 1);
  return value instanceof VtlChar ? value.text().charCodeAt(0) : 0;
}

function hashLong(value: bigint): number {
  const bits = BigInt.asUintN(64, value);
  return Number(BigInt.asIntN(32, bits ^ (bits >> 32n)));
}
