import { spawnSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The program that the PATH finds, else where pip and pyenv put the programs of one person; undefined when there is none. */
export function findClient(name: string): string | undefined {
  const places = [name, join(homedir(), '.local/bin', name), join(homedir(), '.pyenv/shims', name)];
  return places.find((path) => spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0);
}
