import { expect, test } from 'vitest';
import { isSameOrigin } from './same-origin.ts';

const json = { 'content-type': 'application/json' };

function post(headers: Record<string, string>): Request {
  return new Request('http://console.test/api/trpc/x', {
    method: 'POST',
    headers: { host: 'console.test', ...headers },
  });
}

test.each([
  ['our own page', { ...json, origin: 'http://console.test', 'sec-fetch-site': 'same-origin' }, true],
  ['a program', json, true],
  ['another site', { ...json, origin: 'http://evil.test' }, false],
  ['another port', { ...json, origin: 'http://console.test:81' }, false],
  ['a sandboxed page', { ...json, origin: 'null' }, false],
  ['a sibling host', { ...json, 'sec-fetch-site': 'same-site' }, false],
  ['a form', { 'content-type': 'text/plain' }, false],
  ['a form of our own', { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://console.test' }, false],
])('a request of %s', (_, headers, allowed) => {
  expect(isSameOrigin(post(headers))).toBe(allowed);
});
