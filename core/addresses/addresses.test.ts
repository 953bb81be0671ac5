import { BlockList, isIP } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressPolicy, isAllowedAddress, publicOnly } from './allowed-addresses.ts';
import { isInNetwork, parseIpAddress, parseNetwork } from './ip-address.ts';
import { isPublicAddress } from './public-address.ts';

test.each(['8.8.8.8', '1.1.1.1', '172.15.0.1', '172.32.0.1', '192.167.1.1', '2606:4700::1111', '2a00:1450::1'])(
  '%s is public',
  (address) => expect(isPublicAddress(address)).toBe(true),
);

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '100.100.100.200',
  '127.0.0.1',
  '127.255.255.254',
  '168.63.129.16',
  '169.254.169.254',
  '172.16.0.1',
  '192.168.0.1',
  '198.18.0.1',
  '203.0.113.9',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '::ffff:7f00:1',
  '::127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b::8.8.8.8',
  '64:ff9b:1::1',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fe80::1%eth0',
  'ff02::1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::',
  'localhost',
  '2130706433',
  '0x7f.1',
  '010.0.0.1',
  '1.2.3',
  '',
])('%s is not public', (address) => expect(isPublicAddress(address)).toBe(false));

test('addresses are read as Node reads them', () => {
  const six = fc.oneof(fc.ipV6(), fc.stringMatching(/^[0-9a-f:.]{2,30}$/));
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV4Extended(), six), (text) => {
      expect(parseIpAddress(text) !== null).toBe(isIP(text) !== 0);
    }),
    { numRuns: 5_000 },
  );
  fc.assert(
    fc.property(fc.ipV4(), fc.ipV4(), fc.integer({ min: 1, max: 32 }), (address, network, prefix) => {
      const list = new BlockList();
      list.addSubnet(network, prefix, 'ipv4');
      const parsed = parseIpAddress(address);
      const range = parseNetwork(`${network}/${prefix}`);
      expect(parsed && range && isInNetwork(parsed, range)).toBe(list.check(address, 'ipv4'));
    }),
    { numRuns: 2_000 },
  );
});

test('a policy permits public addresses, named ranges and named hosts, and nothing else', () => {
  const policy = addressPolicy([
    '10.0.0.0/8',
    '127.0.0.1',
    'fd00::/8',
    'db.internal',
    '*.svc.local',
    'no entry',
    '1.2.3.4/99',
  ]);
  expect(policy.permits('a.example', '8.8.8.8')).toBe(true);
  expect(policy.permits('a.example', '10.9.9.9')).toBe(true);
  expect(policy.permits('a.example', '::ffff:10.9.9.9')).toBe(true);
  expect(policy.permits('a.example', '127.0.0.1')).toBe(true);
  expect(policy.permits('a.example', '127.0.0.2')).toBe(false);
  expect(policy.permits('a.example', 'fd00::1')).toBe(true);
  expect(policy.permits('db.internal', '192.168.1.1')).toBe(true);
  expect(policy.permits('db.internal.', '192.168.1.1')).toBe(true);
  expect(policy.permits('x.db.internal', '192.168.1.1')).toBe(false);
  expect(policy.permits('a.b.svc.local', '192.168.1.1')).toBe(true);
  expect(policy.permits('svc.local', '192.168.1.1')).toBe(false);
  expect(addressPolicy([])).toBe(publicOnly);
});

test('an entry is a range, an address or a host name', () => {
  for (const entry of ['10.0.0.0/8', '::1', 'localhost', '*.internal', 'a_b.c'])
    expect(isAllowedAddress(entry)).toBe(true);
  for (const entry of ['', '10.0.0.0/33', '*', '*.', 'http://a', 'a b', '-a', '1.2.3'])
    expect(isAllowedAddress(entry)).toBe(false);
});
