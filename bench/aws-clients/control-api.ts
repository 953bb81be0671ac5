import { setTimeout } from 'node:timers/promises';
import type { AccessKeyPair } from '#core/access-keys/input.ts';
import type { GatewayProcess } from '#gateway/testing/gateway-process.ts';
import type { Member } from '#server/actor.ts';
import { awsRoot, handleAws } from '#server/aws/handle.ts';
import { ensureLocalToken } from '#server/gateways/ensure-local-token.ts';
import { newKeyOf } from '#server/testing/aws-client.ts';
import { serveFetch } from '#server/testing/fetch-server.ts';
import { newWorkspace } from '#server/testing/workspace-fixture.ts';
import { startFleet } from '../fleet/fleet.ts';
import { routeNodes } from '../fleet/node-server.ts';

export type ControlApi = {
  /** What clients are given as endpoint. */
  endpoint: string;
  owner: Member;
  key: AccessKeyPair;
  /** Serves what is deployed. */
  node: GatewayProcess;
  /** The environment in which AWS's programs find the key, and no other account's. */
  environment: NodeJS.ProcessEnv;
  stop(): Promise<void>;
};

/** A store, a control plane with the control API and one node: what a client needs from create to invoke. */
export async function startControlApi(): Promise<ControlApi> {
  const fleet = await startFleet();
  const owner = await newWorkspace();
  await ensureLocalToken();
  const server = await serveFetch((request) =>
    new URL(request.url).pathname.startsWith(`${awsRoot}/`) ? handleAws(request) : routeNodes(request),
  );
  const node = await fleet.addNode(server.url);
  const key = await newKeyOf(owner);
  return {
    endpoint: `${server.url}${awsRoot}`,
    owner,
    key,
    node,
    environment: {
      ...process.env,
      AWS_ACCESS_KEY_ID: key.accessKeyId,
      AWS_SECRET_ACCESS_KEY: key.secretAccessKey,
      AWS_SESSION_TOKEN: '',
      AWS_DEFAULT_REGION: 'eu-north-1',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    async stop() {
      await server.stop();
      await fleet.stop();
    },
  };
}

/** Waits until a path of a stage answers with a status, and gives its body. */
export async function invoke(
  { node }: Pick<ControlApi, 'node'>,
  path: string,
  status: number,
  headers: Record<string, string> = {},
): Promise<string> {
  let last = 0;
  for (const until = Date.now() + 30_000; Date.now() < until;) {
    const response = await fetch(`${node.url}${path}`, { headers });
    const text = await response.text();
    if (response.status === status) return text;
    last = response.status;
    await setTimeout(50);
  }
  throw new Error(`${path} answers ${last}, not ${status}.`);
}
