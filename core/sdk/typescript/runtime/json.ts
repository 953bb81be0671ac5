/** An integer of 64 bits: a number while that is exact, else a bigint. */
export type Int64 = number | bigint;

type Reviver = (key: string, value: unknown, context?: { source?: string }) => unknown;

const exactIntegers: Reviver = (_key, value, context) => {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = context?.source;
  return source !== undefined && /^-?\d+$/.test(source) ? BigInt(source) : value;
};

/** Parses JSON; an integer beyond 2^53 becomes a bigint where the runtime tells its digits, so that no id is changed. */
export function parseJson(text: string): unknown {
  return /\d{16}/.test(text) ? (JSON.parse(text, exactIntegers) as unknown) : (JSON.parse(text) as unknown);
}

/** Writes JSON as JSON.stringify does, with bigints as plain integers. */
export function stringifyJson(value: unknown): string | undefined {
  if (!containsBigint(value, 0)) return JSON.stringify(value);
  const digits: string[] = [];
  const marker = markerAbsentFrom(value);
  const text = JSON.stringify(value, (_key, item: unknown) => {
    if (typeof item !== 'bigint') return item;
    digits.push(item.toString());
    return `${marker}${digits.length - 1}`;
  });
  return text.replace(new RegExp(`"${marker}(\\d+)"`, 'g'), (_match, index: string) => digits[Number(index)] ?? '0');
}

function containsBigint(value: unknown, depth: number): boolean {
  if (typeof value === 'bigint') return true;
  if (typeof value !== 'object' || value === null || depth > 200) return false;
  return Object.values(value).some((item) => containsBigint(item, depth + 1));
}

/** A text that stands for a bigint and that the value does not hold itself. */
function markerAbsentFrom(value: unknown): string {
  const text = JSON.stringify(value, (_key, item: unknown) => (typeof item === 'bigint' ? 0 : item));
  for (let number = 0; ; number += 1) {
    const marker = `bigint-${number}-`;
    if (!text.includes(marker)) return marker;
  }
}
