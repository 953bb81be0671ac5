import { spawnSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The program that the PATH finds, else where pip and pyenv put the programs of one person; undefined when there is none.
 * @param harmless an argument with which it does nothing, well
 */
export function findClient(name: string, harmless = '--version'): string | undefined {
  const places = [name, join(homedir(), '.local/bin', name), join(homedir(), '.pyenv/shims', name)];
  return places.find((path) => spawnSync(path, [harmless], { stdio: 'ignore' }).status === 0);
}
