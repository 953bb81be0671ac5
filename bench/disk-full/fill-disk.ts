import { appendFileSync, closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const filler = join(tmpdir(), 'filler');

/** Writes until not one more byte finds room. */
export function fillDisk(): void {
  const file = openSync(filler, 'w');
  for (let size = 1024 * 1024; size >= 1; size = Math.floor(size / 16)) {
    const piece = Buffer.alloc(size);
    try {
      for (;;) writeSync(file, piece);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }
  closeSync(file);
}

/** Nothing can be written any more. */
export function isDiskFull(): boolean {
  try {
    appendFileSync(filler, Buffer.alloc(64 * 1024));
    return false;
  } catch {
    return true;
  }
}

export function freeDisk(): void {
  rmSync(filler);
}
