import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  ApiError,
  AuthenticationError,
  BadRequestError,
  ConfigurationError,
  ConflictError,
  ConnectionError,
  DecodeError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  RequestAbortedError,
  ServerError,
  TimeoutError,
  UnprocessableEntityError,
} from './errors.ts';
import { HttpClient } from './http-client.ts';
import type { OperationCall } from './http-client.ts';
import type { ClientOptions } from './options.ts';

type Seen = { method: string; url: string; headers: IncomingMessage['headers']; body: string };

let server: Server;
let baseUrl = '';
let seen: Seen[] = [];
/** What the server does with each request in turn; the last one repeats. */
let script: ((request: IncomingMessage, response: ServerResponse) => void)[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      seen.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
      const step = script[Math.min(seen.length, script.length) - 1];
      step?.(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/stage`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
afterEach(() => {
  seen = [];
  script = [];
  delete process.env.ZOO_API_KEY;
});

function answer(status: number, body: unknown = '', headers: Record<string, string> = {}) {
  return (_request: IncomingMessage, response: ServerResponse): void => {
    const isText = typeof body === 'string';
    response.writeHead(status, { ...(isText ? {} : { 'content-type': 'application/json' }), ...headers });
    response.end(isText ? body : JSON.stringify(body));
  };
}

function client(options: ClientOptions = {}): HttpClient {
  return new HttpClient({ baseUrl: `${baseUrl}/`, product: 'zoo/1.0.0', apiKeyVariable: 'ZOO_API_KEY' }, options);
}

const getPet: OperationCall = { method: 'GET', path: ['/pets/', { name: 'petId', value: 7 }], apiKeyRequired: true };
const addPet: OperationCall = {
  method: 'POST',
  path: ['/pets'],
  body: { encoding: 'json', contentType: 'application/json', value: { name: 'Rex' } },
};
const soon = { 'retry-after-ms': '1' };

test('sends the key, the user agent and what the call says, and reads the answer', async () => {
  script = [answer(200, { id: 7 }, { 'x-amzn-requestid': 'r-1' })];
  const call: OperationCall = {
    ...getPet,
    query: [['tag', ['a', 'b']]],
    headers: [
      ['X-Trace', 't'],
      ['X-None', undefined],
    ],
  };
  const { data, response } = await client({ apiKey: 'k', headers: { 'x-team': 'red' } })
    .request(call, { headers: { 'x-call': '1' } })
    .withResponse();
  expect(data).toEqual({ id: 7 });
  expect(response).toMatchObject({ status: 200, requestId: 'r-1' });
  expect(seen[0]).toMatchObject({ method: 'GET', url: '/stage/pets/7?tag=a&tag=b' });
  expect(seen[0]?.headers).toMatchObject({ 'x-api-key': 'k', 'x-trace': 't', 'x-team': 'red', 'x-call': '1' });
  expect(seen[0]?.headers['user-agent']).toMatch(/^zoo\/1\.0\.0 node\/\d/);
  expect(seen[0]?.headers).not.toHaveProperty('x-none');
});

test('the key comes from a function, or from the environment', async () => {
  script = [answer(200, {})];
  await client({ apiKey: () => Promise.resolve('from function') }).request(getPet);
  process.env.ZOO_API_KEY = 'from environment';
  await client().request(getPet);
  expect(seen.map(({ headers }) => headers['x-api-key'])).toEqual(['from function', 'from environment']);
});

test('a call that needs a key and has none is not sent', async () => {
  await expect(client().request(getPet)).rejects.toThrow(ConfigurationError);
  await expect(client().request(getPet)).rejects.toThrow('ZOO_API_KEY');
  expect(seen).toHaveLength(0);
});

test('bodies are written as their type says', async () => {
  script = [answer(201, { id: 1 })];
  await client().request(addPet);
  await client().request({
    ...addPet,
    body: { encoding: 'form', contentType: 'application/x-www-form-urlencoded', value: { a: 'b c' } },
  });
  await client().request({
    ...addPet,
    body: { encoding: 'binary', contentType: 'image/png', value: new Blob(['bytes']) },
  });
  await client().request({
    ...addPet,
    body: { encoding: 'multipart', contentType: 'multipart/form-data', value: { a: 'b' } },
  });
  await client().request({ ...addPet, body: { encoding: 'json', contentType: 'application/json', value: undefined } });
  expect(seen.map(({ headers, body }) => [headers['content-type'], body]).slice(0, 3)).toEqual([
    ['application/json', '{"name":"Rex"}'],
    ['application/x-www-form-urlencoded', 'a=b%20c'],
    ['image/png', 'bytes'],
  ]);
  expect(seen[3]?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
  expect(seen[4]?.body).toBe('');
});

test('a passing failure is tried again', async () => {
  script = [answer(503, 'busy', soon), answer(429, { message: 'slow down' }, soon), answer(200, { id: 7 })];
  await expect(client({ apiKey: 'k' }).request(getPet)).resolves.toEqual({ id: 7 });
  expect(seen).toHaveLength(3);
});

test('at most as often as allowed, then the error is thrown', async () => {
  script = [answer(503, { message: 'still busy' }, soon)];
  await expect(client({ apiKey: 'k' }).request(getPet)).rejects.toThrow(ServerError);
  expect(seen).toHaveLength(3);
  await expect(client({ apiKey: 'k', maxRetries: 0 }).request(getPet)).rejects.toThrow('503 still busy');
  expect(seen).toHaveLength(4);
  await expect(client({ apiKey: 'k' }).request(getPet, { maxRetries: 1 })).rejects.toThrow(ServerError);
  expect(seen).toHaveLength(6);
});

test('a request that must not be sent twice is sent once, unless the caller says it may', async () => {
  script = [answer(503, '', soon)];
  await expect(client().request(addPet)).rejects.toThrow(ServerError);
  expect(seen).toHaveLength(1);
  await expect(client().request(addPet, { idempotent: true })).rejects.toThrow(ServerError);
  expect(seen).toHaveLength(4);
});

test('a broken connection is tried again, a lasting one is a ConnectionError', async () => {
  script = [(request) => request.socket.destroy(), answer(200, { id: 7 })];
  await expect(client({ apiKey: 'k' }).request(getPet)).resolves.toEqual({ id: 7 });
  const nobody = client({ apiKey: 'k', baseUrl: 'http://127.0.0.1:1', maxRetries: 0 });
  await expect(nobody.request(getPet)).rejects.toThrow(ConnectionError);
});

test('time limits and the caller can end a call', async () => {
  script = [() => undefined];
  const waiting = client({ apiKey: 'k', maxRetries: 0 });
  await expect(waiting.request(getPet, { timeoutMs: 50 })).rejects.toThrow(TimeoutError);
  const stop = new AbortController();
  script = [() => stop.abort()];
  await expect(waiting.request(getPet, { signal: stop.signal })).rejects.toThrow(RequestAbortedError);
});

test('the caller can end the wait for another attempt', async () => {
  script = [answer(503, '', { 'retry-after': '30' })];
  const stop = new AbortController();
  const send = async (...request: Parameters<typeof fetch>): Promise<Response> => {
    const response = await fetch(...request);
    setTimeout(() => stop.abort(), 50);
    return response;
  };
  const call = client({ apiKey: 'k', fetch: send }).request(getPet, { signal: stop.signal });
  await expect(call).rejects.toThrow(RequestAbortedError);
  expect(seen).toHaveLength(1);
});

test.each([
  [400, BadRequestError],
  [401, AuthenticationError],
  [403, PermissionDeniedError],
  [404, NotFoundError],
  [409, ConflictError],
  [418, ApiError],
  [422, UnprocessableEntityError],
  [429, RateLimitError],
  [500, ServerError],
])('status %d is a %o', async (status, type) => {
  script = [
    answer(
      status,
      { message: 'Forbidden' },
      { 'x-amzn-errortype': 'ForbiddenException:http://x', 'x-amzn-requestid': 'r-9' },
    ),
  ];
  const error: unknown = await client({ apiKey: 'k', maxRetries: 0 })
    .request(getPet)
    .catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(type);
  expect(error).toMatchObject({
    status,
    requestId: 'r-9',
    errorType: 'ForbiddenException',
    body: { message: 'Forbidden' },
    name: type.name,
  });
  expect((error as Error).message).toBe(`${status} Forbidden`);
});

test('answers are read by their type, and errors never hide behind unreadable bodies', async () => {
  const calls = client({ apiKey: 'k', maxRetries: 0 });
  script = [answer(200, 'plain', { 'content-type': 'text/plain' })];
  expect(await calls.request(getPet)).toBe('plain');
  script = [answer(204)];
  expect(await calls.request(getPet)).toBeUndefined();
  script = [answer(200, 'bytes', { 'content-type': 'image/png' })];
  expect(await calls.request(getPet)).toBeInstanceOf(Blob);
  script = [answer(200, '{"id":9007199254740993}', { 'content-type': 'application/json; charset=utf-8' })];
  expect(await calls.request(getPet)).toEqual({ id: 9007199254740993n });
  script = [answer(200, '{broken', { 'content-type': 'application/json' })];
  await expect(calls.request(getPet)).rejects.toThrow(DecodeError);
  script = [answer(500, '{broken', { 'content-type': 'application/json' })];
  await expect(calls.request(getPet)).rejects.toMatchObject({ status: 500, body: '{broken' });
});

test('a redirect is not followed, so the key stays with the API', async () => {
  script = [answer(302, '', { location: 'http://127.0.0.1:1/elsewhere' })];
  await expect(client({ apiKey: 'secret' }).request(getPet)).rejects.toMatchObject({ status: 302 });
  expect(seen).toHaveLength(1);
});

test('another fetch may send the requests', async () => {
  const urls: string[] = [];
  const send = (input: string | URL | Request): Promise<Response> => {
    urls.push(input instanceof Request ? input.url : String(input));
    return Promise.resolve(Response.json({ ok: true }));
  };
  expect(await client({ apiKey: 'k', fetch: send }).request(getPet)).toEqual({ ok: true });
  expect(urls).toEqual([`${baseUrl}/pets/7`]);
});
