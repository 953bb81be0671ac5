// The process that owns the embedded store: `node server/store/main.ts`, one per data folder.
import { env } from '../env.ts';
import { openStore } from './owner.ts';

try {
  const store = await openStore(env().dataDir, console.error);
  const stop = () => void store.close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.send?.({ ready: true });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
