import type { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { afterAll } from 'vitest';
import type { Member } from '../actor.ts';
import { awsClient, newKeyOf, serveAws } from './aws-client.ts';
import type { FetchServer } from './fetch-server.ts';
import { newWorkspace } from './workspace-fixture.ts';

/** For the tests of a file: the control API, and AWS's client with a key of the owner of a new workspace. */
export async function controlApi(): Promise<{ server: FetchServer; owner: Member; client: APIGatewayClient }> {
  const server = await serveAws();
  afterAll(() => server.stop());
  const owner = await newWorkspace();
  return { server, owner, client: awsClient(server.url, await newKeyOf(owner)) };
}
