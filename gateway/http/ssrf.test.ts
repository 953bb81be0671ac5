import type { LookupAddress } from 'node:dns';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addressPolicy } from '#core/addresses/allowed-addresses.ts';
import { createSecretTables } from '../secrets/tables.ts';
import { proxyTo, route, snapshot, workspaceId } from '../testing/fixtures.ts';
import { Harness } from '../testing/harness.ts';
import { RecorderServer } from '../testing/recorder-server.ts';
import type { Resolve } from './addresses.ts';
import { createUpstreamClient } from './upstream.ts';
import type { UpstreamRequest } from './upstream-types.ts';

const inner = new RecorderServer();
const innerSix = new RecorderServer();
const secrets = createSecretTables(null);
let gateway: Harness;

beforeAll(async () => {
  await inner.start();
  await innerSix.start('::1');
  gateway = await Harness.start({ allowPrivate: false, secrets });
});
afterAll(async () => {
  await gateway.stop();
  await inner.stop();
  await innerSix.stop();
});

/** Ways to write an IPv4 address in a URL: decimal, octal, hexadecimal, shortened, mixed, with full-width digits, inside IPv6. */
function spellings(address: string): string[] {
  const parts = address.split('.').map(Number);
  const [a = 0, b = 0, c = 0, d = 0] = parts;
  const number = ((a * 256 + b) * 256 + c) * 256 + d;
  const hex = (value: number) => `0x${value.toString(16)}`;
  const octal = (value: number) => `0${value.toString(8)}`;
  const wide = [...address].map((character) =>
    /\d/.test(character) ? String.fromCharCode(0xff10 + Number(character)) : character,
  );
  const group = (high: number, low: number) => (high * 256 + low).toString(16);
  const tail = `${group(a, b)}:${group(c, d)}`;
  return [
    address,
    `${address}.`,
    String(number),
    hex(number),
    octal(number),
    parts.map(hex).join('.'),
    parts.map(octal).join('.'),
    `${a}.${b * 65_536 + c * 256 + d}`,
    `${a}.${b}.${c * 256 + d}`,
    `${hex(a)}.${octal(b)}.${c * 256 + d}`,
    `000${octal(a)}.${b}.${c}.${d}`,
    `0x00${a.toString(16)}.${b}.${c}.${d}`,
    wide.join(''),
    address.replaceAll('.', '\u3002'),
    address.replaceAll('.', '%2e'),
    [...address].map((character) => `%${character.charCodeAt(0).toString(16)}`).join(''),
    `[::ffff:${address}]`,
    `[::ffff:${tail}]`,
    `[0:0:0:0:0:ffff:${tail}]`,
    `[::${address}]`,
    `[64:ff9b::${tail}]`,
    `[64:ff9b::${address}]`,
    `[2002:${tail}::]`,
    `[2001:0:${tail}::]`,
  ];
}

const privates = [
  '127.0.0.1',
  '127.1.2.3',
  '0.0.0.0',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.100.100.200',
  '224.0.0.1',
  '168.63.129.16',
];
const others = [
  ...[
    'localhost',
    'LOCALHOST',
    'localhost.',
    'a.localhost',
    'ip6-localhost',
    '0',
    '127.1',
    '[::]',
    '[::1]',
    '[0:0:0:0:0:0:0:1]',
  ],
  ...[
    '[fd00:ec2::254]',
    '[fe80::1]',
    '[ff02::1]',
    '[fc00::1]',
    '[::ffff:0:127.0.0.1]',
    '127.0.0.1#@example.com',
    '127.0.0.1\\.example.com',
  ],
  ...['example.com@127.0.0.1', 'user:pw@127.0.0.1', '①②⑦.⓪.⓪.①'],
];

test('no spelling of a private address is connected to, as an integration or through a stage variable', async () => {
  const hosts = [...new Set([...privates.flatMap(spellings), ...others])];
  let answered = 0;
  for (const [index, host] of hosts.entries()) {
    const { port } = index % 2 === 0 || !host.startsWith('[') ? inner : innerSix;
    const uri = index % 3 === 0 ? 'http://${stageVariables.host}/x' : `http://${host}:${port}/x`;
    await gateway.deploy(snapshot([route('GET', '/x', proxyTo(uri, { timeoutInMillis: 2_000 }))]), {
      variables: { host: `${host}:${port}` },
    });
    if ((await gateway.call('GET', '/x')).status < 500) answered += 1;
  }
  const connections = inner.connections + innerSix.connections;
  process.stdout.write(
    `X4: ${hosts.length} spellings of private addresses, ${connections} connections, ${answered} answered\n`,
  );
  expect(hosts.length).toBeGreaterThanOrEqual(200);
  expect(connections).toBe(0);
  expect(answered).toBe(0);
}, 120_000);

function ask(client: ReturnType<typeof createUpstreamClient>, origin: string): Promise<string> {
  const request: UpstreamRequest = {
    ...{
      workspaceId,
      origin,
      method: 'GET',
      path: '/',
      rawHeaders: ['host', 'a.example'],
      body: null,
      bodyLength: null,
    },
    ...{ timeoutMs: 2_000, insecureSkipVerification: false },
  };
  return new Promise((resolve) => {
    client.send(
      request,
      { answered: (_, { status }) => resolve(String(status)), failed: (_, { kind }) => resolve(kind) },
      null,
      'whole',
    );
  });
}

test('a name that resolves to something else at every look-up is never connected to at a private address', async () => {
  const before = inner.connections;
  let looks = 0;
  // An allowed address at first and every other time, a refused one in between: what was checked is what is connected to.
  const rebinding: Resolve = (_name, _options, callback) => {
    looks += 1;
    const address = looks % 2 === 1 ? '127.0.0.2' : '127.0.0.1';
    callback(null, [{ address, family: 4 }] satisfies LookupAddress[]);
  };
  const policy = addressPolicy(['127.0.0.2']);
  const client = createUpstreamClient({ allowPrivate: false, policyOf: () => policy, resolve: rebinding });
  const results: string[] = [];
  for (let i = 0; i < 50; i += 1) results.push(await ask(client, `http://rebinding.example:${inner.port}`));
  client.close();
  process.stdout.write(
    `X4: ${looks} rebinding look-ups, ${inner.connections - before} connections to the refused address\n`,
  );
  expect(looks).toBe(50);
  expect(results.filter((result) => result === 'refused-address')).toHaveLength(25);
  expect(inner.connections).toBe(before);
});

test('what a workspace allows is reached, until it no longer does', async () => {
  const set = (allowedAddresses: string[]) =>
    secrets.workspaces.set(workspaceId, { workspaceId, accountId: '123456789012', allowedAddresses, endpoints: {} });
  await gateway.deploy(
    snapshot([
      route('GET', '/address', proxyTo(`http://127.0.0.1:${inner.port}/`)),
      route('GET', '/name', proxyTo(`http://localhost:${inner.port}/`)),
    ]),
  );
  const statuses = async () => [
    (await gateway.call('GET', '/address')).status,
    (await gateway.call('GET', '/name')).status,
  ];
  expect(await statuses()).toEqual([504, 504]);
  set(['127.0.0.0/8', '::1']);
  expect(await statuses()).toEqual([200, 200]);
  set(['localhost']);
  expect(await statuses()).toEqual([504, 200]);
  set([]);
  expect(await statuses()).toEqual([504, 504]);
  expect(gateway.cause()).toContain('not a public address');
});
