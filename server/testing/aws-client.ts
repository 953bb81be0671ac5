import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import type { AccessKeyPair } from '#core/access-keys/input.ts';
import type { Role } from '#core/permissions.ts';
import { createAccessKey } from '../access-keys/create-access-key.ts';
import type { Member } from '../actor.ts';
import { awsRoot, handleAws } from '../aws/handle.ts';
import { type FetchServer, serveFetch } from './fetch-server.ts';

/** An access key of a member, with a role in the control API. */
export function newKeyOf(member: Member, role: Role | null = member.role): Promise<AccessKeyPair> {
  return createAccessKey.execute(member, { name: 'test', role });
}

/** The control API on a listener of its own. */
export async function serveAws(): Promise<FetchServer> {
  const server = await serveFetch(handleAws);
  return { ...server, url: `${server.url}${awsRoot}` };
}

/** AWS's own client, which tries nothing twice. */
export function awsClient(endpoint: string, { accessKeyId, secretAccessKey }: AccessKeyPair): APIGatewayClient {
  return new APIGatewayClient({
    endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: 1,
  });
}
