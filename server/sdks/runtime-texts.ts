import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type RuntimeFile, runtimeFiles } from '#core/sdk/typescript/runtime-files.ts';

/** Every process of the control plane runs in the folder of the installation, where the sources lie as they are. */
const runtimeFolder = join(process.cwd(), 'core/sdk/typescript/runtime');

let texts: Promise<Record<RuntimeFile, string>> | undefined;

async function readTexts(): Promise<Record<RuntimeFile, string>> {
  const entries = runtimeFiles.map(async (name) => [name, await readFile(join(runtimeFolder, name), 'utf8')] as const);
  return Object.fromEntries(await Promise.all(entries)) as Record<RuntimeFile, string>;
}

/** The text of each file that a TypeScript package carries as it is. Read once. */
export function runtimeTexts(): Promise<Record<RuntimeFile, string>> {
  texts ??= readTexts().catch((error: unknown) => {
    texts = undefined;
    throw error;
  });
  return texts;
}
