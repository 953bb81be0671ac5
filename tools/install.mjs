// Runs on a stock Node, before anything is installed: built-in modules only.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

const OLDEST_NODE = [20, 19];

export const root = resolve(import.meta.dirname, '..');
export const pinnedNode = join(root, 'node_modules/node/bin/node');

function assertNodeCanInstall() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new Error(`Node ${OLDEST_NODE.join('.')} or newer is needed to install; this is ${process.versions.node}`);
}

function readLock(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : undefined;
}

/** True when node_modules holds what package-lock.json names; optional packages may be absent. */
export function isInstalled() {
  const installed = readLock(join(root, 'node_modules/.package-lock.json'));
  if (!installed || !existsSync(pinnedNode)) return false;
  return Object.entries(readLock(join(root, 'package-lock.json')))
    .filter(([path]) => path !== '')
    .every(([path, entry]) => (installed[path] ? installed[path].version === entry.version : entry.optional));
}

/** The environment for the person's own Node and npm: the one in node_modules is about to be replaced. */
function stockEnvironment() {
  const isPinned = (folder) => folder.startsWith(join(root, 'node_modules'));
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => !isPinned(folder));
  return { ...process.env, PATH: path.join(delimiter) };
}

/** Installs from the lockfile unless that is what is installed. */
export function ensureInstalled() {
  if (isInstalled()) return;
  assertNodeCanInstall();
  console.log('Installing the packages of package-lock.json (about a minute)...');
  const quiet = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', ['ci', ...quiet], { cwd: root, env: stockEnvironment(), stdio: 'inherit' });
  if (status !== 0 || !isInstalled()) throw new Error('npm ci failed');
}
