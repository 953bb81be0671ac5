// R12, disk full, on a file system of its own at TMPDIR: `node scene.ts`. Sends what it saw to its parent.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SluiceError } from '#core/errors.ts';
import { GatewayProcess } from '#gateway/testing/gateway-process.ts';
import { toTrpcError } from '#server/api/errors.ts';
import { db } from '#server/db.ts';
import { ensureLocalToken } from '#server/gateways/ensure-local-token.ts';
import { createKey } from '#server/keys/create-key.ts';
import { getStage } from '#server/stages/get-stage.ts';
import { newWorkspace } from '#server/testing/workspace-fixture.ts';
import { createEchoApi, stageName } from '../fleet/echo-api.ts';
import { ask } from '../fleet/everywhere.ts';
import { startFleet } from '../fleet/fleet.ts';
import { serveNodes } from '../fleet/node-server.ts';
import { startTraffic } from '../fleet/traffic.ts';
import { fillDisk, freeDisk, isDiskFull } from './fill-disk.ts';

/** How a caller saw a change fail; no code: it went through. */
export type Refusal = { code: string | null; message: string };

export type Seen = {
  /** Nothing could be written, at the beginning and at the end of the time that is meant. */
  isFull: boolean;
  refusals: Refusal[];
  /** What the store holds is what it held before the changes that were refused. */
  isUnchanged: boolean;
  isRead: boolean;
  /** What a node answered that was killed and started again in its folder. */
  restartedStatus: number;
  /** The change that came once there was room. */
  afterwards: Refusal;
  recoveredMs: number;
  answered: number;
  failures: string[];
  /** Requests that the dashboards know of in the end. */
  counted: number;
};

const fullMs = 6_000;

/** How a caller of the control plane sees that work fails. */
async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
  try {
    await work;
    return { code: null, message: '' };
  } catch (thrown) {
    const { cause, message } = toTrpcError(thrown);
    return { code: cause instanceof SluiceError ? cause.code : 'INTERNAL', message };
  }
}

const fleet = await startFleet();
const owner = await newWorkspace();
await ensureLocalToken();
const api = await createEchoApi(owner, fleet.upstream.url);
const control = await serveNodes();
const node = await fleet.addNode(control.url);
const other = await fleet.addNode(control.url);
const { apiId } = api;

async function stored(): Promise<string> {
  const everything = [
    await db().restApi.findMany(),
    await db().method.findMany({ orderBy: [{ resourceId: 'asc' }, { httpMethod: 'asc' }] }),
    await db().deployment.findMany({ orderBy: { number: 'asc' } }),
    await db().revision.findMany({ orderBy: { seq: 'asc' } }),
    await db().apiKey.count(),
    await db().auditEntry.count(),
  ];
  return JSON.stringify(everything, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

async function countedRequests(): Promise<number> {
  const where = { level: 'STAGE', resolution: 'DAY', apiId } as const;
  return Number((await db().rollup.aggregate({ where, _sum: { count: true } }))._sum.count);
}

async function until(limitMs: number, isTrue: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + limitMs;
  while (performance.now() < end && !(await isTrue())) await sleep(20);
}

let isNewSeen = false;
const traffic = startTraffic([node], api.openPath, ({ status, text }) => {
  isNewSeen ||= text.includes('/version-2');
  return status === 200 ? null : `${status} ${text}`;
});
await sleep(500);
const before = await stored();
fillDisk();
let isFull = isDiskFull();
const change = () => api.deploy(2);
const refusals = [await refusalOf(change()), await refusalOf(createKey.execute(owner, { name: 'Key', planIds: [] }))];
await other.end('SIGKILL');
const restarted = await GatewayProcess.start({
  SLUICE_CONTROL_URL: control.url,
  SLUICE_NODE_TOKEN: process.env.SLUICE_NODE_TOKEN ?? '',
  SLUICE_NODE_DIR: join(fleet.dataDir, 'node-2'),
  SLUICE_NODE_NAME: 'node-2',
});
await restarted.ready();
const { status: restartedStatus } = await ask(restarted, api.openPath);
const { stageName: readName } = await getStage.execute(owner, { apiId, stageName });
await sleep(fullMs);
refusals.push(await refusalOf(change()));
isFull &&= isDiskFull();
const isUnchanged = (await stored()) === before;
freeDisk();
const freedAt = performance.now();
const afterwards = await refusalOf(change());
await until(30_000, () => isNewSeen);
const recoveredMs = performance.now() - freedAt;
await until(30_000, () => traffic.answered() > 300);
const { answered, failures } = await traffic.stop();
await until(60_000, async () => (await countedRequests()) === answered + 1);
const seen: Seen = {
  ...{ isFull, refusals, isUnchanged, isRead: readName === stageName, restartedStatus },
  ...{ afterwards, recoveredMs, answered, failures, counted: await countedRequests() },
};
await restarted.end('SIGKILL');
await control.stop();
await fleet.stop();
process.send?.(seen, () => process.exit(0));
