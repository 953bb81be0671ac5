// Preloaded into child processes (`node --import`): a parent that dies, however it dies, takes its children along,
// so that nothing keeps a port or the data folder.
import { isMainThread } from 'node:worker_threads';

const GRACE_MS = 3_000;

if (isMainThread && process.channel) {
  process.channel.unref();
  process.once('disconnect', () => {
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    process.kill(process.pid, 'SIGTERM');
  });
}
