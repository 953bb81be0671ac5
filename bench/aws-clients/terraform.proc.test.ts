import { GetApiKeysCommand, GetDomainNamesCommand, GetRestApisCommand } from '@aws-sdk/client-api-gateway';
import { GetUsagePlansCommand, GetVpcLinksCommand } from '@aws-sdk/client-api-gateway';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { awsClient } from '#server/testing/aws-client.ts';
import { hasTerraform, howToGetTerraform } from '#tools/test/terraform.ts';
import { type ControlApi, invoke, startControlApi } from './control-api.ts';
import { importId } from './import-ids.ts';
import { Terraform } from './terraform.ts';

if (!hasTerraform) console.log(howToGetTerraform);

let api: ControlApi;
let terraform: Terraform | null = null;

beforeAll(async () => {
  if (hasTerraform) api = await startControlApi();
});
afterEach(() => terraform?.remove());
afterAll(() => api?.stop());

async function start(configuration: string): Promise<Terraform> {
  terraform = new Terraform(configuration, api);
  await terraform.init();
  return terraform;
}

/** Nothing is left of what a configuration made. */
async function expectNothing(): Promise<void> {
  const client = awsClient(api.endpoint, api.key);
  const lists = [
    new GetRestApisCommand({}),
    new GetApiKeysCommand({}),
    new GetUsagePlansCommand({}),
    new GetDomainNamesCommand({}),
    new GetVpcLinksCommand({}),
  ];
  for (const command of lists) {
    const { items } = (await client.send(command as GetRestApisCommand)) as { items?: unknown[] };
    expect([command.constructor.name, items]).toEqual([command.constructor.name, []]);
  }
}

/** Applies, plans nothing, changes in place, plans nothing, destroys; `look` sees what is served after each change. */
async function live(
  configuration: string,
  look: (answer: string, terraform: Terraform) => Promise<void>,
): Promise<void> {
  const made = await start(configuration);
  for (const answer of ['first', 'second']) {
    await made.apply(answer);
    expect(await made.plan(answer)).toBe('');
    await look(answer, made);
  }
  await made.destroy('second');
  await expectNothing();
}

test.skipIf(!hasTerraform)('a keyed method on a stage, with a key and its plan', { timeout: 900_000 }, () =>
  live('first', async (answer, made) => {
    const [path, key] = [await made.output('path'), await made.output('key')];
    await invoke(api, path, 403);
    await expect.poll(() => invoke(api, path, 200, { 'x-api-key': key })).toBe(JSON.stringify({ by: answer }));
  }),
);

test.skipIf(!hasTerraform)('an API from an OpenAPI document', { timeout: 900_000 }, () =>
  live('openapi', async (answer, made) => {
    const path = await made.output('path');
    await expect.poll(() => invoke(api, path, 200)).toBe(JSON.stringify({ by: answer }));
  }),
);

test.skipIf(!hasTerraform)(
  'one of every type: made, changed in place, imported, destroyed',
  { timeout: 1_800_000 },
  () =>
    live('every-type', async (answer, made) => {
      const path = (await made.output('path')).replace('{orderId}', '7');
      const key = await made.output('key');
      await expect
        .poll(() => invoke(api, path, 200, { 'x-api-key': key }))
        .toBe(JSON.stringify({ by: answer, order: '7' }));
      if (answer === 'first') return;
      const ids = new Map<string, string>();
      for (const [address, values] of await made.state()) {
        const id = importId(address, values);
        if (id !== null) ids.set(address, id);
      }
      expect(await made.reimport(ids, answer)).toMatch(`Apply complete! Resources: ${ids.size} imported, 0 added,`);
      expect(await made.plan(answer)).toBe('');
    }),
);
