import { readFileSync } from 'node:fs';
import { runtimeFiles } from '../typescript/runtime-files.ts';
import type { RuntimeFile } from '../typescript/runtime-files.ts';

/** The runtime's files, as whoever emits a package reads them. */
export function readRuntime(): Record<RuntimeFile, string> {
  const folder = new URL('../typescript/runtime/', import.meta.url);
  const entries = runtimeFiles.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]);
  return Object.fromEntries(entries) as Record<RuntimeFile, string>;
}
