import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { errorCode } from '../testing/error-of.ts';
import { readBody } from './read-body.ts';

const schema = z.object({ text: z.string() });

function post(body: BodyInit, headers: Record<string, string> = {}): Request {
  return new Request('http://localhost/', { method: 'POST', body, headers });
}

test('reads JSON as it is and gzipped', async () => {
  const json = JSON.stringify({ text: 'ÄÖ' });
  expect(await readBody(post(json), 100, schema)).toEqual({ text: 'ÄÖ' });
  const gzipped = post(gzipSync(json), { 'content-encoding': 'gzip' });
  expect(await readBody(gzipped, 100, schema)).toEqual({ text: 'ÄÖ' });
});

test('a small body that unfolds into a large one is refused while it unfolds', async () => {
  const bomb = gzipSync(Buffer.alloc(200_000_000));
  expect(bomb.length).toBeLessThan(250_000);
  const before = process.memoryUsage().rss;
  expect(await errorCode(readBody(post(bomb, { 'content-encoding': 'gzip' }), 1_000_000, schema))).toBe('TOO_LARGE');
  expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
});

test.each([
  ['no JSON', 'hello', {}],
  ['nothing', '', {}],
  ['another shape', '{"text":7}', {}],
  ['no gzip', '{"text":"a"}', { 'content-encoding': 'gzip' }],
])('%s is bad input', async (_, body, headers) => {
  expect(await errorCode(readBody(post(body, headers), 1000, schema))).toBe('BAD_INPUT');
});

test('a body over the limit is too large', async () => {
  expect(await errorCode(readBody(post(JSON.stringify({ text: 'x'.repeat(1000) })), 1000, schema))).toBe('TOO_LARGE');
});

test('a body whose sender leaves is bad input', async () => {
  const body = new ReadableStream({
    pull(controller) {
      controller.error(new Error('aborted'));
    },
  });
  const request = new Request('http://localhost/', { method: 'POST', body, duplex: 'half' } as RequestInit);
  expect(await errorCode(readBody(request, 1000, schema))).toBe('BAD_INPUT');
});
