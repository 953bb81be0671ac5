import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildSdk } from '../build-sdk.ts';
import { compilePackage } from '../testing/compile-package.ts';
import { petstoreDesign } from '../testing/designs.ts';
import { readRuntime } from '../testing/runtime.ts';
import { emitTypeScript } from './emit.ts';

type Call = (...args: unknown[]) => Promise<unknown>;
type Package = {
  PetstoreClient: new (options: unknown) => { pet: { getById: Call; add: Call; findByStatus: Call; delete: Call } };
  NotFoundError: new () => Error;
  ConfigurationError: new () => Error;
};

const requests: { method: string; url: string; key: string | string[] | undefined; body: string }[] = [];
let failures = 0;
const server = createServer((request: IncomingMessage, response: ServerResponse) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    const { method = '', url = '', headers } = request;
    requests.push({ method, url, key: headers['x-api-key'], body });
    response.setHeader('content-type', 'application/json');
    response.setHeader('x-amzn-requestid', 'request-1');
    if (failures > 0) {
      failures -= 1;
      response.writeHead(503, { 'retry-after': '0' }).end('{"message":"busy"}');
    } else if (url.endsWith('/404')) {
      response.writeHead(404, { 'x-amzn-errortype': 'NotFoundException' }).end('{"message":"No such pet"}');
    } else {
      response.end(
        url.includes('findByStatus')
          ? '[{"id":9007199254740993,"name":"Rex","photoUrls":[]}]'
          : '{"id":7,"name":"Rex","photoUrls":[]}',
      );
    }
  });
});
const folder = mkdtempSync(join(tmpdir(), 'sluice-sdk-'));
let sdkPackage: Package;
let baseUrl = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/petstore/prod`;
  const files = emitTypeScript(buildSdk(petstoreDesign(), { baseUrl }), { runtime: readRuntime(), version: '1.0.0' });
  const { problems, output } = compilePackage(files);
  expect(problems).toEqual([]);
  const built = [...output].map(([path, text]) => [`dist/${path}`, text] as const);
  for (const [path, text] of [...files, ...built]) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  sdkPackage = (await import(pathToFileURL(join(folder, 'dist', 'index.js')).href)) as Package;
}, 60_000);

afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the compiled package calls the stage it was made from, with the key', async () => {
  const client = new sdkPackage.PetstoreClient({ apiKey: 'secret' });
  expect(await client.pet.getById({ petId: 7 })).toEqual({ id: 7, name: 'Rex', photoUrls: [] });
  expect(requests.at(-1)).toEqual({ method: 'GET', url: '/petstore/prod/pet/7', key: 'secret', body: '' });
  await client.pet.add({ name: 'Rex', photoUrls: [] });
  expect(requests.at(-1)).toMatchObject({
    method: 'POST',
    url: '/petstore/prod/pet',
    body: '{"name":"Rex","photoUrls":[]}',
  });
  expect(await client.pet.findByStatus({ status: ['sold', 'new one'] })).toEqual([
    { id: 9007199254740993n, name: 'Rex', photoUrls: [] },
  ]);
  expect(requests.at(-1)?.url).toBe('/petstore/prod/pet/findByStatus?status=sold&status=new%20one');
});

test('it tries again after 503', async () => {
  failures = 1;
  const before = requests.length;
  const client = new sdkPackage.PetstoreClient({ apiKey: 'secret' });
  expect(await client.pet.getById({ petId: 7 })).toMatchObject({ id: 7 });
  expect(requests.length - before).toBe(2);
});

test('its errors are typed', async () => {
  const client = new sdkPackage.PetstoreClient({ apiKey: 'secret' });
  const error: unknown = await client.pet.getById({ petId: 404 }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(sdkPackage.NotFoundError);
  expect(error).toMatchObject({
    status: 404,
    requestId: 'request-1',
    errorType: 'NotFoundException',
    body: { message: 'No such pet' },
  });
  await expect(new sdkPackage.PetstoreClient({}).pet.getById({ petId: 1 })).rejects.toBeInstanceOf(
    sdkPackage.ConfigurationError,
  );
});
