// Runs on a stock Node, before anything is installed: built-in modules only.
import { spawn } from 'node:child_process';
import { ensureInstalled, pinnedNode, root } from './install.mjs';

const ORPHAN_CHECK_MS = 500;

/** Installs what is missing, runs a TypeScript program on the pinned Node, and ends as it ends. */
export function runPinned(program, args) {
  try {
    ensureInstalled();
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
  const child = spawn(pinnedNode, ['--import', './tools/follow-parent.mjs', program, ...args], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    // Its own process group, so that a signal reaches it once: through the line below.
    detached: true,
  });
  // npm that is killed outright tells nobody; without this the program would go on, holding the ports.
  if (process.env.npm_lifecycle_event) {
    const npm = process.ppid;
    const watch = setInterval(() => {
      if (process.ppid === npm) return;
      clearInterval(watch);
      child.kill('SIGTERM');
    }, ORPHAN_CHECK_MS);
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
}
