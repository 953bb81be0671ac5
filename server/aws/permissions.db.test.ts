import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccessKeyPair } from '#core/access-keys/input.ts';
import { db } from '../db.ts';
import { newKeyOf, serveAws } from '../testing/aws-client.ts';
import type { FetchServer } from '../testing/fetch-server.ts';
import { addMember, newWorkspace } from '../testing/workspace-fixture.ts';
import { newWorld } from '../testing/world.ts';
import { operations } from './operations.ts';
import { operationTable } from './operation-table.ts';

let server: FetchServer;
let world: Awaited<ReturnType<typeof newWorld>>;
let labels: Record<string, string>;

beforeAll(async () => {
  server = await serveAws();
  world = await newWorld();
  const { ids } = world;
  labels = {
    restapi_id: ids.apiId,
    resource_id: ids.resourceId,
    parent_id: ids.resourceId,
    http_method: 'GET',
    status_code: '200',
    stage_name: ids.stageName,
    deployment_id: ids.deploymentId,
    model_name: 'Pet',
    authorizer_id: ids.authorizerId,
    requestvalidator_id: ids.validatorId,
    response_type: 'THROTTLED',
    api_Key: ids.keyId,
    usageplanId: ids.planId,
    keyId: ids.keyId,
    export_type: 'oas30',
    sdk_type: 'typescript',
    sdktype_id: 'typescript',
    resource_arn: encodeURIComponent(`arn:aws:apigateway:eu-west-1::/restapis/${ids.apiId}`),
  };
});
afterAll(() => server.stop());

const available = operationTable.filter(({ name }) => !('refused' in operations[name]));

function pathOf(uri: string): string {
  return uri.replace(/\{(\w+)\}/g, (_, label: string) => labels[label] ?? 'abcdefghij');
}

const rename = JSON.stringify({ patchOperations: [{ op: 'replace', path: '/name', value: 'Renamed' }] });

async function send(method: string, path: string, { accessKeyId, secretAccessKey }: AccessKeyPair): Promise<Response> {
  const url = new URL(`${server.url}${path}`);
  const credentials = { accessKeyId, secretAccessKey };
  const signer = new SignatureV4({ service: 'apigateway', region: 'eu-west-1', credentials, sha256: Sha256 });
  const query = Object.fromEntries(url.searchParams);
  const { hostname, host, pathname, protocol } = url;
  const body = method === 'GET' || method === 'DELETE' ? undefined : method === 'PATCH' ? rename : '{}';
  const unsigned = {
    method,
    protocol,
    hostname,
    port: Number(url.port),
    path: pathname,
    query,
    headers: { host },
    body,
  };
  const signed = await signer.sign(unsigned);
  return fetch(url, { method, headers: signed.headers, ...(body !== undefined && { body }) });
}

const audited = () => db().auditEntry.count({ where: { workspaceId: world.owner.workspaceId } });

test('a key without a role may do nothing', async () => {
  const key = await newKeyOf(world.owner, null);
  for (const { name, method, uri } of available) {
    const { status, headers } = await send(method, pathOf(uri), key);
    expect([name, status, headers.get('x-amzn-errortype')]).toEqual([name, 403, 'AccessDeniedException']);
  }
});

test('a viewer changes nothing', async () => {
  const key = await newKeyOf(await addMember(world.owner.workspaceId, 'viewer'));
  const before = await audited();
  for (const { name, method, uri } of available) {
    const { status } = await send(method, pathOf(uri), key);
    if (method === 'GET') expect([name, status]).not.toEqual([name, 403]);
    else expect([name, status < 300]).toEqual([name, false]);
  }
  expect(await audited()).toBe(before);
});

test('the owner of another workspace finds none of it', async () => {
  const key = await newKeyOf(await newWorkspace());
  const before = await audited();
  for (const { name, method, uri } of available) {
    // What names no object is the other workspace's own.
    if (!uri.includes('{') || uri.startsWith('/sdktypes')) continue;
    const { status } = await send(method, pathOf(uri), key);
    expect([name, status === 404 || status === 400]).toEqual([name, true]);
    if (method === 'GET' || method === 'DELETE') expect([name, status]).toEqual([name, 404]);
  }
  expect(await audited()).toBe(before);
});
