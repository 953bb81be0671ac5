// A control plane without its console, in a process of its own: `node control-plane.ts PORT`. Sends its URL to its parent,
// and makes the deployments that its parent asks for.
import { boot } from '#server/jobs/boot.ts';
import { createDeployment } from '#server/deployments/create-deployment.ts';
import type { DeployRequest } from './control-plane-process.ts';
import { serveNodes } from './node-server.ts';

await boot();
const { url } = await serveNodes(Number(process.argv[2] ?? 0));
process.on('message', ({ member, input }: DeployRequest) => void createDeployment.execute(member, input));
process.send?.(url);
