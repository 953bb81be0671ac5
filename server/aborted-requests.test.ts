import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { expectAbortedRequests } from './aborted-requests.ts';

test('the error of a request whose caller left is heard, though its stream was replaced', async () => {
  expectAbortedRequests();
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  client.write('PUT / HTTP/1.1\r\nhost: a\r\n\r\n');
  const [request] = (await once(server, 'request')) as [IncomingMessage];
  // As Next.js replaces it: no longer the one that is silent without a listener.
  request._destroy = (error, callback) => Readable.prototype._destroy.call(request, error, callback);
  client.resetAndDestroy();
  // Not by once(), which would listen for errors itself.
  await new Promise((resolve) => request.on('close', resolve));
  expect(request.errored).toMatchObject({ code: 'ECONNRESET' });
  expect(request.listenerCount('error')).toBe(1);
  server.close();
});
