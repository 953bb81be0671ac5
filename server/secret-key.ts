import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function read(file: string, bytes: number): Buffer | undefined {
  try {
    const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
    if (key.length !== bytes) throw new Error(`${file}: expected ${bytes} bytes in base64`);
    return key;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/**
 * Returns the key kept in `file` (base64, mode 0600), making it first when there is none. Processes that start together
 * agree on one key: a whole file is linked into place, and only the first link succeeds.
 */
export function readOrCreateSecretKey(file: string, bytes: number): Buffer {
  const kept = read(file, bytes);
  if (kept) return kept;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  const made = randomBytes(bytes);
  writeFileSync(draft, `${made.toString('base64')}\n`, { mode: 0o600 });
  try {
    linkSync(draft, file);
    return made;
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
    return read(file, bytes) ?? made;
  } finally {
    rmSync(draft, { force: true });
  }
}
