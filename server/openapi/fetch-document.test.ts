import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { documentMaxBytes } from '#core/openapi/parse-document.ts';
import { fetchDocument } from './fetch-document.ts';
import { isPublicAddress } from '#core/addresses/public-address.ts';

let server: Server;
let port = 0;
let connections = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/document') response.end('openapi: 3.0.3\n');
    else if (request.url === '/moved') response.writeHead(302, { location: '/document' }).end();
    else if (request.url === '/loop') response.writeHead(301, { location: '/loop' }).end();
    else if (request.url === '/file') response.writeHead(302, { location: 'file:///etc/passwd' }).end();
    else if (request.url === '/binary') response.end(Buffer.from([0xff, 0xfe, 0x00]));
    else if (request.url === '/large') response.end(Buffer.alloc(documentMaxBytes + 1, 'x'));
    else response.writeHead(404).end('secret of the intranet');
  });
  server.on('connection', () => (connections += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const local = (path: string) => `http://127.0.0.1:${port}${path}`;
const fetchLocal = (path: string) => fetchDocument(local(path), { allowsPrivate: true });

test.each([
  '127.0.0.1',
  '127.1',
  '2130706433',
  '0x7f000001',
  '0177.0.0.1',
  '0',
  '127.0.0.1.',
  'localhost',
  'LOCALHOST.',
  '[::1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[64:ff9b::127.0.0.1]',
  '[2002:7f00:1::]',
  '[fd00::1]',
  '[fe80::1]',
  '10.0.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '169.254.169.254',
  '100.100.100.200',
  '１２７.０.０.１',
])('%s is not reached', async (host) => {
  const before = connections;
  await expect(fetchDocument(`http://${host}:${port}/document`, { allowsPrivate: false })).rejects.toMatchObject({
    code: 'BAD_INPUT',
  });
  expect(connections).toBe(before);
});

test('a URL with credentials or another scheme is not reached', async () => {
  for (const url of [`http://user:secret@127.0.0.1:${port}/`, 'ftp://127.0.0.1/', 'file:///etc/passwd']) {
    await expect(fetchDocument(url, { allowsPrivate: true })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  }
});

test('where private addresses are allowed a document is fetched, through redirects', async () => {
  expect(await fetchLocal('/document')).toEqual({ text: 'openapi: 3.0.3\n', url: local('/document') });
  expect((await fetchLocal('/moved')).url).toBe(local('/document'));
});

test.each([
  ['/loop', 'BAD_INPUT', /redirects too often/],
  ['/file', 'BAD_INPUT', /Only http and https/],
  ['/binary', 'BAD_INPUT', /UTF-8/],
  ['/large', 'TOO_LARGE', /16 MiB/],
  ['/gone', 'BAD_INPUT', /status 404/],
])('%s is refused and says why', async (path, code, message) => {
  const error: unknown = await fetchLocal(path).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code, message: expect.stringMatching(message) as unknown });
  expect(String(error)).not.toContain('intranet');
});

test('public addresses are told from all others', () => {
  for (const address of ['1.1.1.1', '8.8.8.8', '2606:4700::1111']) expect(isPublicAddress(address), address).toBe(true);
  for (const address of [
    '224.0.0.1',
    '255.255.255.255',
    '198.18.0.1',
    '2001:db8::1',
    '::ffff:1.1.1.1',
    'example.com',
    '',
  ]) {
    expect(isPublicAddress(address), address).toBe(false);
  }
});
