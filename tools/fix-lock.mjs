// Puts optional platform packages back into package-lock.json.
//
// A registry that lacks a package for some other platform makes `npm install` drop it from the lock, and `npm ci` then
// calls the lock out of sync with package.json. An entry with the version and the platform is enough: npm ci skips it
// by platform and never asks the registry for it. Entries that nothing needs, left over from an earlier install, go.
import { readFileSync, writeFileSync } from 'node:fs';

const SYSTEMS = ['darwin', 'win32', 'linux', 'android', 'freebsd', 'openharmony', 'netbsd', 'openbsd', 'sunos', 'aix'];
const PROCESSORS = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el'];

/** True when `name`, required by the package at `from`, is found by walking up the node_modules folders. */
function isLocked(packages, from, name) {
  let folder = from;
  for (;;) {
    if (packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true;
    if (!folder) return false;
    const outer = folder.lastIndexOf('/node_modules/');
    folder = outer === -1 ? '' : folder.slice(0, outer);
  }
}

/** The lock entry of a package that this registry may not have: only the platform that its name tells. */
function platformEntry(name, range, isDev) {
  const system = SYSTEMS.find((s) => name.includes(s)) ?? (name.includes('wasm') ? 'none' : undefined);
  const processor = PROCESSORS.find((p) => new RegExp(`[-_]${p}(?![a-z0-9])`).test(name));
  return {
    version: range.replace(/^[\^~]/, ''),
    ...(isDev && { dev: true }),
    optional: true,
    ...(system && { os: [system] }),
    ...(processor && { cpu: [processor] }),
  };
}

/** Returns the lock without leftovers and with every dropped optional dependency put back; `added` names those. */
export function fixLock(lock) {
  const packages = Object.fromEntries(Object.entries(lock.packages).filter(([, entry]) => !entry.extraneous));
  const added = [];
  for (const [path, entry] of Object.entries(packages)) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isLocked(packages, path, name)) continue;
      packages[`node_modules/${name}`] = platformEntry(name, range, entry.dev);
      added.push(name);
    }
  }
  const sorted = Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1));
  return { lock: { ...lock, packages: Object.fromEntries(sorted) }, added };
}

if (import.meta.main) {
  const file = new URL('../package-lock.json', import.meta.url);
  const { lock, added } = fixLock(JSON.parse(readFileSync(file, 'utf8')));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`package-lock.json: ${added.length} optional packages put back`);
}
