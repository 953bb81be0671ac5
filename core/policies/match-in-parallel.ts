/** Codes of a pattern that stand for any characters and for one. All others are UTF-16 units. */
export const any = -1;
export const one = -2;

/**
 * Whether a whole text matches, following all ways through the pattern at once, 32 places of it to a word. Its cost is the
 * product of the two lengths divided by 32, whatever both hold.
 */
export function matchesInParallel(codes: readonly number[], text: string): boolean {
  const literals = codes.filter((code) => code !== any);
  const words = (literals.length >>> 5) + 1;
  const stays = new Uint32Array(words);
  const everywhere = new Uint32Array(words);
  const places = new Map<number, Uint32Array>();
  let at = 0;
  for (const code of codes) {
    if (code === any) {
      set(stays, at);
      continue;
    }
    if (code === one) set(everywhere, at);
    else {
      let mask = places.get(code);
      if (!mask) places.set(code, (mask = new Uint32Array(words)));
      set(mask, at);
    }
    at += 1;
  }
  // Bit n: the text so far may be the first n characters of the pattern.
  const state = new Uint32Array(words);
  set(state, 0);
  for (let i = 0; i < text.length; i += 1) {
    const mask = places.get(text.charCodeAt(i));
    let carry = 0;
    for (let word = 0; word < words; word += 1) {
      const now = state[word] ?? 0;
      const next = now & ((mask?.[word] ?? 0) | (everywhere[word] ?? 0));
      state[word] = (next << 1) | carry | (now & (stays[word] ?? 0));
      carry = next >>> 31;
    }
  }
  return ((state[at >>> 5] ?? 0) & (1 << (at & 31))) !== 0;
}

function set(bits: Uint32Array, at: number): void {
  bits[at >>> 5] = (bits[at >>> 5] ?? 0) | (1 << (at & 31));
}
