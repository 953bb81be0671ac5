// A control plane without its console, in a process of its own: `node control-plane.ts PORT`. Sends its URL to its parent.
import { boot } from '#server/jobs/boot.ts';
import { serveNodes } from './node-server.ts';

await boot();
const { url } = await serveNodes(Number(process.argv[2] ?? 0));
process.send?.(url);
