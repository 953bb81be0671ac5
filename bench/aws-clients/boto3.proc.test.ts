import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ControlApi, startControlApi } from './control-api.ts';
import { runClient } from './run-client.ts';

const hasBoto3 = spawnSync('python3', ['-c', 'import boto3'], { stdio: 'ignore' }).status === 0;
if (!hasBoto3) console.log('Python has no boto3: apt-get install python3-boto3 to run these tests.');

let api: ControlApi;

beforeAll(async () => {
  if (hasBoto3) api = await startControlApi();
});
afterAll(() => api?.stop());

test.skipIf(!hasBoto3)('boto3: from an API to its first answer, and nothing left', async () => {
  const script = new URL('./create_to_delete.py', import.meta.url).pathname;
  const printed = await runClient('python3', [script, api.endpoint, api.node.url], api.environment);
  expect(printed.trim()).toBe('{"by": "boto3"}');
});
