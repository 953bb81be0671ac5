import { expect, test } from 'vitest';
import { plainAddress, TrustedProxies } from './trusted-proxies.ts';

const proxies = new TrustedProxies(['10.0.0.0/8', '2001:db8:1::/48', '192.0.2.7', 'proxy.example.com']);

function client(remoteAddress: string, headers: Record<string, string | string[]> = {}) {
  const rawHeaders = Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().flatMap((value) => [name, value]),
  );
  return proxies.clientOf({ remoteAddress, rawHeaders });
}

test('nothing that a peer says is believed that is no trusted proxy', () => {
  const headers = { 'X-Forwarded-For': '1.1.1.1', 'X-Forwarded-Proto': 'https', 'X-Forwarded-Port': '443' };
  for (const peer of ['192.0.2.8', '11.0.0.1', '::1', '2001:db8:2::1', '', 'proxy.example.com']) {
    expect(client(peer, headers)).toBeNull();
  }
});

test.each([
  ['one proxy', '10.0.0.1', '198.51.100.4', '198.51.100.4'],
  ['an address that the client made up', '10.0.0.1', '1.1.1.1, 198.51.100.4', '198.51.100.4'],
  ['two proxies', '10.0.0.1', '1.1.1.1, 198.51.100.4, 10.9.9.9', '198.51.100.4'],
  ['a client that pretends to be a proxy', '10.0.0.1', '10.0.0.5, 198.51.100.4', '198.51.100.4'],
  ['a client inside', '10.0.0.1', '10.1.1.1, 10.2.2.2', '10.1.1.1'],
  ['no header', '10.0.0.1', undefined, '10.0.0.1'],
  ['words before the proxies', '10.0.0.1', 'unknown, 10.2.2.2', '10.2.2.2'],
  ['a port', '10.0.0.1', '198.51.100.4:4711', '198.51.100.4'],
  ['IPv6', '2001:db8:1::9', '[2001:db8:ffff::1]:4711', '2001:db8:ffff::1'],
  ['IPv4 inside IPv6', '::ffff:10.0.0.1', '::ffff:198.51.100.4', '198.51.100.4'],
])('%s', (_, peer, forwardedFor, address) => {
  const headers: Record<string, string> = forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor };
  expect(client(peer, headers)).toMatchObject({ address, scheme: 'http', port: null });
});

test('several lines of a header are one list', () => {
  expect(client('10.0.0.1', { 'X-Forwarded-For': ['1.1.1.1', '198.51.100.4, 10.0.0.2'] })?.address).toBe(
    '198.51.100.4',
  );
});

test('scheme and port are those with which the client met the first proxy', () => {
  const one = { 'x-forwarded-for': '198.51.100.4, 10.0.0.2', 'x-forwarded-proto': 'HTTPS', 'x-forwarded-port': '8443' };
  expect(client('10.0.0.1', one)).toMatchObject({ scheme: 'https', port: '8443' });
  expect(client('10.0.0.1', { ...one, 'x-forwarded-proto': 'https, http' })?.scheme).toBe('https');
  // The client wrote the first value itself.
  expect(client('10.0.0.1', { ...one, 'x-forwarded-proto': 'https, http, http' })?.scheme).toBe('http');
  expect(client('10.0.0.1', { ...one, 'x-forwarded-port': 'evil' })?.port).toBeNull();
});

test('addresses read as people write them', () => {
  expect(plainAddress('::ffff:192.0.2.1')).toBe('192.0.2.1');
  expect(plainAddress('::ffff:c000:201')).toBe('::ffff:c000:201');
  expect(plainAddress('2001:db8::1')).toBe('2001:db8::1');
});
