import { strToU8, zipSync } from 'fflate';
import type { Zippable } from 'fflate';

/**
 * A zip archive of text files whose bytes depend on the files alone: names are sorted and every entry has the same time
 * (1 January 1980 in local time, which is what the format stores) and mode.
 */
export function zipFiles(files: ReadonlyMap<string, string>): Uint8Array {
  const entries: Zippable = {};
  for (const name of [...files.keys()].sort()) {
    entries[name] = [
      strToU8(files.get(name) ?? ''),
      { level: 9, mtime: new Date(1980, 0, 1), os: 3, attrs: 0o100644 << 16 },
    ];
  }
  return zipSync(entries);
}
