import { parseArgs } from 'node:util';
import { ask, everywhere } from '../fleet/everywhere.ts';
import { echo, stageName } from '../fleet/echo-api.ts';
import { describeMs, judge, quantile } from '../timings.ts';
import { startProduct, type Product } from './product.ts';

const deployBarMs = 250;
const revokeBarMs = 1_000;

/**
 * P2 and R8 on the product as it is installed, with three nodes: the time from the start of a deploy call until the last
 * node serves the new version, and from the start of a call that disables a key until the last node refuses it, with
 * the key used at each node just before. True when both bars are reached.
 */
export async function run(args: string[]): Promise<boolean> {
  const { values } = parseArgs({
    args,
    options: { deployments: { type: 'string', default: '40' }, keys: { type: 'string', default: '50' } },
  });
  const product = await startProduct();
  try {
    const api = await createApi(product);
    const deployments = await deploy(product, api, Number(values.deployments));
    console.log(`P2 deploy to live at 3 nodes, ${deployments.length} deployments: ${describeMs(deployments)}`);
    const revocations = await revoke(product, api, Number(values.keys));
    console.log(`R8 key disabled to refused at 3 nodes, ${revocations.length} keys: ${describeMs(revocations)}`);
    const isDeployReached = judge('P2 deploy to live, p95', quantile(deployments, 0.95), deployBarMs);
    return judge('R8 key revoked to refused, worst', quantile(revocations, 1), revokeBarMs) && isDeployReached;
  } finally {
    await product.stop();
  }
}

type Api = { apiId: string; resourceId: string; path: string };

/** An API with one method, which the upstream answers for holders of a key. */
async function createApi({ client }: Product): Promise<Api> {
  const { id: apiId } = await client.apis.create.mutate({ name: 'Echo' });
  const { resources } = await client.resources.tree.query({ apiId });
  const root = resources.find(({ parentId }) => parentId === null);
  if (!root) throw new Error('A new API has no root resource.');
  await client.methods.create.mutate({ apiId, resourceId: root.id, httpMethod: 'GET' });
  return { apiId, resourceId: root.id, path: `/${apiId}/${stageName}/` };
}

/** How long each deployment took to be live, in ms. The first ones, at which everything is cold, do not count. */
async function deploy({ client, nodes, upstream }: Product, api: Api, count: number): Promise<number[]> {
  const warmUp = 3;
  const timesMs: number[] = [];
  const { apiId, resourceId, path } = api;
  const id = { apiId, resourceId, httpMethod: 'GET' as const };
  for (let version = 1; version <= count + warmUp; version += 1) {
    const { revision } = await client.methods.get.query(id);
    const patch = { integration: echo(upstream.url, version) };
    await client.methods.update.mutate({ ...id, expectedRevision: revision, patch });
    const startedAt = performance.now();
    const deployed = client.deployments.create.mutate({ apiId, stageName });
    const liveAt = await everywhere(nodes, async (node) =>
      (await ask(node, path)).text.includes(`"/version-${version}"`),
    );
    await deployed;
    if (version > warmUp) timesMs.push(liveAt - startedAt);
  }
  return timesMs;
}

/** How long each key was still good after the call that disabled it began, in ms. */
async function revoke({ client, nodes }: Product, api: Api, count: number): Promise<number[]> {
  const { apiId, resourceId, path } = api;
  const id = { apiId, resourceId, httpMethod: 'GET' as const };
  const { revision } = await client.methods.get.query(id);
  await client.methods.update.mutate({ ...id, expectedRevision: revision, patch: { apiKeyRequired: true } });
  await client.deployments.create.mutate({ apiId, stageName });
  const plan = await client.plans.create.mutate({ name: 'Plan', stages: [{ apiId, stageName }] });
  const timesMs: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const key = await client.keys.create.mutate({ name: `Key ${index}`, planIds: [plan.id] });
    const isAnswered = (status: number) =>
      everywhere(nodes, async (node) => (await ask(node, path, key.value)).status === status);
    await isAnswered(200);
    await isAnswered(200);
    const startedAt = performance.now();
    const disabled = client.keys.update.mutate({ keyId: key.id, enabled: false });
    timesMs.push((await isAnswered(403)) - startedAt);
    await disabled;
  }
  return timesMs;
}
