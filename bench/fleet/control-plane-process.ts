import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Member } from '#server/actor.ts';

const program = fileURLToPath(new URL('./control-plane.ts', import.meta.url));

export type DeployRequest = { member: Member; input: { apiId: string; stageName: string } };

export type ControlPlaneProcess = {
  url: string;
  /** Has the process begin a deployment, and does not wait for it. */
  deploy(member: Member, input: DeployRequest['input']): void;
  kill(): Promise<void>;
};

/** Starts another control plane on the store that the environment names; port 0 takes a free one. */
export async function startControlPlane(port = 0): Promise<ControlPlaneProcess> {
  const child = spawn(process.execPath, [program, String(port)], {
    env: process.env,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaint = '';
  child.stderr?.on('data', (chunk) => (complaint += chunk));
  const exited = once(child, 'exit');
  const url: unknown = await Promise.race([once(child, 'message').then(([message]) => message), exited]);
  if (typeof url !== 'string') throw new Error(`The control plane ended:\n${complaint}`);
  return {
    url,
    deploy: (member, input) => void child.send({ member, input } satisfies DeployRequest),
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
