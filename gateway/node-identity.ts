import { randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const idPattern = /^[0-9a-f-]{36}$/;

/**
 * The id under which the control plane knows this node: made at the first start and kept in its folder, so that a node that
 * restarts is the same node. When the folder cannot be written the id lasts as long as the process.
 */
export async function nodeIdentity(nodeDir: string): Promise<string> {
  const path = join(nodeDir, 'node-id');
  const kept = (await readFile(path, 'utf8').catch(() => '')).trim();
  if (idPattern.test(kept)) return kept;
  const made = randomUUID();
  await mkdir(nodeDir, { recursive: true, mode: 0o700 })
    .then(() => writeFile(path, `${made}\n`, { mode: 0o600 }))
    .catch(() => undefined);
  return made;
}
