import { expect, test } from 'vitest';
import type { UpstreamClient } from '../http/upstream-types.ts';
import { CredentialTable } from '../secrets/credentials.ts';
import { generateSealKey } from '../secrets/seal-key.ts';
import { unsealWith } from '../secrets/unseal.ts';
import { seal } from '../testing/seal.ts';
import { CredentialSource, type CredentialsRequest } from './credentials.ts';
import { endpointOf } from './endpoints.ts';
import { NoCredentials } from './no-credentials.ts';
import { NodeCredentials } from './node-credentials.ts';

const hourMs = 3_600_000;
const role = 'arn:aws:iam::123456789012:role/r';
const request: CredentialsRequest = { workspaceId: 'w1', roleArn: role, region: 'eu-west-1' };
const environment = { AWS_ACCESS_KEY_ID: 'ENV', AWS_SECRET_ACCESS_KEY: 'env', AWS_SESSION_TOKEN: 'token' };

/** Nothing here asks a server: credentials that would be fetched fail the test. */
const upstream: UpstreamClient = {
  send() {
    throw new Error('No server is asked.');
  },
  inFlight: () => 0,
  close: () => undefined,
};
const sts = () => endpointOf({ partition: 'aws', region: 'eu-west-1', subdomain: null, service: 'sts' }, {}, {});

function setUp(withEnvironment = true) {
  const key = generateSealKey();
  const table = new CredentialTable(unsealWith(key));
  const asked: string[] = [];
  const state = { nowMs: 1_000_000, fails: false };
  const now = () => state.nowMs;
  const source = new CredentialSource({
    table,
    node: new NodeCredentials({ environment: withEnvironment ? environment : {}, upstream, sts, now }),
    now,
    assume: async (by, { roleArn }) => {
      asked.push(`${by.accessKeyId} ${roleArn}`);
      await Promise.resolve();
      if (state.fails) throw new Error('denied');
      const credentials = { accessKeyId: `ASIA${asked.length}`, secretAccessKey: 's', sessionToken: 't' };
      return { credentials, expiresAtMs: state.nowMs + hourMs };
    },
  });
  const set = (id: string, isDefault: boolean, roleArns: string[] = []) => {
    const sealed = seal(key.publicKey, 'credential', id, JSON.stringify({ secretAccessKey: 's', sessionToken: null }));
    table.set(id, { workspaceId: 'w1', id, name: id, isDefault, roleArns, accessKeyId: id, sealed });
  };
  return { source, asked, state, set };
}

test('without a role the workspace comes before the environment, and neither is an error', () => {
  const { source, set } = setUp();
  expect(source.find({ ...request, roleArn: null })).toEqual({
    accessKeyId: 'ENV',
    secretAccessKey: 'env',
    sessionToken: 'token',
  });
  set('OWN', true);
  expect(source.find({ ...request, roleArn: null })).toMatchObject({ accessKeyId: 'OWN' });
  expect(source.find({ ...request, workspaceId: 'w2', roleArn: null })).toMatchObject({ accessKeyId: 'ENV' });
  expect(() => setUp(false).source.find({ ...request, roleArn: null })).toThrow(NoCredentials);
});

test('a role that credentials stand for is not assumed', () => {
  const { source, asked, set } = setUp();
  set('ROLE', false, [role]);
  expect(source.find(request)).toMatchObject({ accessKeyId: 'ROLE' });
  expect(asked).toEqual([]);
});

test('a role is assumed once for all that wait for it, kept, and renewed before it ends', async () => {
  const { source, asked, state, set } = setUp();
  set('OWN', true);
  const all = await Promise.all(Array.from({ length: 50 }, async () => source.find(request)));
  expect(new Set(all.map(({ accessKeyId }) => accessKeyId))).toEqual(new Set(['ASIA1']));
  expect(asked).toEqual([`OWN ${role}`]);
  state.nowMs += hourMs - 6 * 60_000;
  expect(source.find(request)).toMatchObject({ accessKeyId: 'ASIA1' });
  state.nowMs += 2 * 60_000;
  // Near its end it still serves, while the next one is on its way.
  for (let i = 0; i < 20; i += 1) expect(source.find(request)).toMatchObject({ accessKeyId: 'ASIA1' });
  await new Promise((resolve) => setImmediate(resolve));
  expect(asked).toHaveLength(2);
  expect(source.find(request)).toMatchObject({ accessKeyId: 'ASIA2' });
  set('OWN', true);
  await source.find(request);
  expect(asked).toHaveLength(3);
});

test('a role that cannot be assumed is not asked for by every request', async () => {
  const { source, asked, state } = setUp();
  state.fails = true;
  await expect(source.find(request)).rejects.toThrow('denied');
  for (let i = 0; i < 20; i += 1) expect(() => source.find(request)).toThrow('denied');
  expect(asked).toHaveLength(1);
  state.fails = false;
  state.nowMs += 1_001;
  expect(await source.find(request)).toMatchObject({ accessKeyId: 'ASIA2' });
});
