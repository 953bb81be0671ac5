import { randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { usageDay } from '#core/plans/period.ts';
import type { TelemetryBatch } from '#core/telemetry/batch.ts';
import type { SeriesPoint, UsageDelta } from '#core/telemetry/event.ts';
import type { Member } from '#server/actor.ts';
import { db } from '#server/db.ts';
import { createDeployment } from '#server/deployments/create-deployment.ts';
import { defaultGroupId } from '#server/gateways/default-group.ts';
import { acceptInvitation } from '#server/invitations/accept-invitation.ts';
import { createInvitation } from '#server/invitations/create-invitation.ts';
import { createKey } from '#server/keys/create-key.ts';
import { updateKey } from '#server/keys/update-key.ts';
import { createPlan } from '#server/plans/create-plan.ts';
import { getPortal } from '#server/portals/get-portal.ts';
import { listPortals } from '#server/portals/list-portals.ts';
import { updatePortal } from '#server/portals/update-portal.ts';
import { ingestBatch } from '#server/telemetry/ingest-batch.ts';
import { setAllowedAddresses } from '#server/workspaces/set-allowed-addresses.ts';
import { makeCanaryInProgress } from './canary-in-progress.ts';
import { importApi } from './import-api.ts';
import { protectOrders, serveOrders } from './protect-orders.ts';
import { Random } from './random.ts';
import { samplesOf } from './request-samples.ts';
import type { Say } from './scenarios.ts';
import { type StageTraffic, pointsOf } from './traffic-model.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Minute by minute for as long as charts show minutes; before that, hours are all that anyone sees. */
const fineMs = 26 * hourMs;
const weekMs = 7 * dayMs - hourMs;

const team = [
  { name: 'Ada Admin', email: 'ada@example.com', role: 'admin' },
  { name: 'Dana Developer', email: 'dana@example.com', role: 'developer' },
  { name: 'Victor Viewer', email: 'victor@example.com', role: 'viewer' },
] as const;

/** Three APIs with a team around them and a week of traffic behind them, one canary under way and one bad hour. */
export async function seedBusyDay(owner: Member, say: Say): Promise<string[]> {
  const petstore = await makeCanaryInProgress(owner, say);
  say('importing Orders and Payments');
  const orders = await importFile(owner, 'orders.yaml');
  const payments = await importFile(owner, 'payments.yaml');
  await protectOrders(owner, orders);
  for (const stageName of ['beta', 'prod']) await createDeployment.execute(owner, { apiId: orders, stageName });
  await serveOrders(owner, orders);
  await createDeployment.execute(owner, { apiId: payments, stageName: 'prod' });
  await setAllowedAddresses.execute(owner, { allowedAddresses: ['127.0.0.0/8', '::1/128'] });
  const stages = [
    { apiId: orders, stageName: 'prod' },
    { apiId: payments, stageName: 'prod' },
  ];
  await publish(owner, stages);

  say('adding keys and the team');
  const partners = await createPlan.execute(owner, {
    name: 'Partners',
    description: 'Orders and payments for partners under contract',
    throttle: { rateLimit: 200, burstLimit: 400 },
    quota: { limit: 5_000_000, offset: 0, period: 'MONTH' },
    stages,
  });
  const shopKeys = await addKeys(owner, ['Mobile app', 'Web shop', 'Kiosk'], [petstore.shopPlanId, partners.id]);
  const partnerKeys = await addKeys(owner, ['Heron Logistics', 'Paws & Co', 'Blue Whale Toys'], [partners.id]);
  const [former] = await addKeys(owner, ['Former partner'], [partners.id]);
  if (former) await updateKey.execute(owner, { keyId: former.id, enabled: false });
  await addTeam(owner);

  say('counting a week of traffic');
  const nowMs = Date.now();
  const petstoreKeys = weighted([petstore.demoKey, ...shopKeys]);
  const traffic = await trafficOf(owner.workspaceId, nowMs, {
    petstore: { apiId: petstore.apiId, keys: petstoreKeys },
    orders: { apiId: orders, keys: weighted([...shopKeys, ...partnerKeys]) },
    payments: { apiId: payments, keys: weighted(partnerKeys) },
  });
  await countTraffic(traffic, nowMs, {
    [petstore.demoKey.id]: petstore.freePlanId,
    ...Object.fromEntries(shopKeys.map(({ id }) => [id, petstore.shopPlanId])),
    ...Object.fromEntries(partnerKeys.map(({ id }) => [id, partners.id])),
  });
  await backdate(traffic, nowMs);
  return [...petstore.notes, 'Integrations of this workspace may reach this machine’s own ports (Settings, Network).'];
}

async function importFile(owner: Member, file: string): Promise<string> {
  return importApi(owner, file, await readFile(join(import.meta.dirname, 'apis', file), 'utf8'));
}

async function publish(owner: Member, stages: { apiId: string; stageName: string }[]): Promise<void> {
  const [portal] = (await listPortals.execute(owner, {})).items;
  if (!portal) return;
  const { apis } = await getPortal.execute(owner, { portalId: portal.id });
  const kept = apis.map(({ apiId, stageName }) => ({ apiId, stageName }));
  await updatePortal.execute(owner, { portalId: portal.id, apis: [...kept, ...stages] });
}

async function addKeys(owner: Member, names: string[], planIds: string[]): Promise<{ id: string }[]> {
  const keys: { id: string }[] = [];
  for (const name of names) keys.push(await createKey.execute(owner, { name, planIds }));
  return keys;
}

/** The first has the most traffic, each next one less. */
function weighted(keys: readonly { id: string }[]) {
  return keys.map(({ id }, index) => ({ id, weight: 1 / (index + 1) }));
}

async function addTeam(owner: Member): Promise<void> {
  for (const { name, email, role } of team) {
    const { link } = await createInvitation.execute(owner, { email, role });
    const token = new URL(link).pathname.split('/').at(-1);
    const visitor = { sourceIp: owner.sourceIp, userAgent: owner.userAgent };
    const password = randomBytes(18).toString('base64url');
    // Someone of a workspace seeded earlier has an account already: their invitation stays open.
    if (await db().user.findUnique({ where: { email }, select: { id: true } })) continue;
    await acceptInvitation.execute(visitor, { token, name, password });
  }
}

type Busy = { apiId: string; keys: { id: string; weight: number }[] };

async function trafficOf(
  workspaceId: string,
  nowMs: number,
  { petstore, orders, payments }: Record<'petstore' | 'orders' | 'payments', Busy>,
): Promise<StageTraffic[]> {
  const stageOf = async ({ apiId, keys }: Busy, stageName: string, peakPerMinute: number) => ({
    workspaceId,
    apiId,
    stageName,
    peakPerMinute,
    methods: await methodsOf(apiId),
    keys,
    canary: null,
    incident: null,
  });
  const canary = { percent: 10, sinceMs: nowMs - 3 * hourMs };
  const incident = { fromMs: nowMs - 9 * hourMs, toMs: nowMs - 9 * hourMs + 40 * minuteMs };
  return [
    { ...(await stageOf(petstore, 'prod', 130)), canary },
    await stageOf(orders, 'prod', 70),
    await stageOf(orders, 'beta', 4),
    { ...(await stageOf(payments, 'prod', 25)), incident },
  ];
}

/** The methods of an API's draft; reads are frequent and quick, writes rarer and slower. */
async function methodsOf(apiId: string): Promise<StageTraffic['methods']> {
  const methods = await db().method.findMany({
    where: { apiId, resource: { path: { not: { endsWith: '/vaccinations' } } } },
    include: { resource: true },
    orderBy: [{ resource: { path: 'asc' } }, { httpMethod: 'asc' }],
  });
  return methods.map(({ httpMethod, resource, apiKeyRequired }, index) => ({
    httpMethod,
    resource: resource.path,
    weight: (httpMethod === 'GET' ? 6 : 1) / (1 + (index % 5)),
    medianMs: (httpMethod === 'GET' ? 18 : 42) + 7 * (index % 4),
    apiKeyRequired,
  }));
}

/** Counts the week through the same door as the nodes' batches, a few hours at a time. */
async function countTraffic(
  traffic: readonly StageTraffic[],
  nowMs: number,
  planOfKey: Readonly<Record<string, string>>,
): Promise<void> {
  const random = new Random(20_260_115);
  const lastMs = Math.floor(nowMs / minuteMs) * minuteMs;
  const bootId = randomUUID();
  let batch = 0;
  const send = async (series: SeriesPoint[], samples: TelemetryBatch['samples'] = []) => {
    batch += 1;
    const usage = usageOf(series, planOfKey);
    const group = { groupId: defaultGroupId, workspaceId: null };
    await ingestBatch(group, { nodeId: 'seed', bootId, batch, series, samples, usage, dropped: 0 });
  };
  const pointsBetween = (fromMs: number, toMs: number, spanMinutes: number) => {
    const points: SeriesPoint[] = [];
    for (let atMs = fromMs; atMs < toMs; atMs += spanMinutes * minuteMs) {
      for (const stage of traffic) points.push(...pointsOf(stage, atMs, spanMinutes, random));
    }
    return points;
  };
  const fineFromMs = Math.floor((lastMs - fineMs) / hourMs) * hourMs;
  const firstMs = Math.ceil((nowMs - weekMs) / hourMs) * hourMs;
  for (let fromMs = firstMs; fromMs < fineFromMs; fromMs += dayMs) {
    await send(pointsBetween(fromMs, Math.min(fromMs + dayMs, fineFromMs), 60));
  }
  for (let fromMs = fineFromMs; fromMs < lastMs; fromMs += 2 * hourMs) {
    await send(pointsBetween(fromMs, Math.min(fromMs + 2 * hourMs, lastMs), 1));
  }
  const samples = traffic.flatMap((stage) => samplesOf(stage, 1, nowMs, stage.peakPerMinute * 3, random));
  await send([], samples);
}

function usageOf(series: readonly SeriesPoint[], planOfKey: Readonly<Record<string, string>>): UsageDelta[] {
  const sums = new Map<string, UsageDelta>();
  for (const { workspaceId, keyId, minuteMs: atMs, count } of series) {
    const planId = planOfKey[keyId];
    if (planId === undefined) continue;
    const day = usageDay(atMs);
    const delta = sums.get(`${keyId} ${day}`) ?? { workspaceId, planId, keyId, day, used: 0 };
    delta.used += count;
    sums.set(`${keyId} ${day}`, delta);
  }
  return [...sums.values()];
}

/** Puts what the traffic followed on before it: deployments were made just now, but have served for a week. */
async function backdate(traffic: readonly StageTraffic[], nowMs: number): Promise<void> {
  const weekAgo = new Date(nowMs - weekMs);
  for (const { apiId, stageName, canary } of traffic) {
    await db().restApi.update({ where: { id: apiId }, data: { createdDate: weekAgo } });
    await db().deployment.updateMany({ where: { apiId, number: 1 }, data: { createdDate: weekAgo } });
    await db().stage.updateMany({ where: { apiId, stageName }, data: { createdDate: weekAgo } });
    await db().stageEvent.updateMany({ where: { apiId, stageName, kind: 'deploy' }, data: { at: weekAgo } });
    if (!canary) continue;
    const since = new Date(canary.sinceMs);
    await db().deployment.updateMany({ where: { apiId, number: 2 }, data: { createdDate: since } });
    await db().stageEvent.updateMany({ where: { apiId, kind: 'canary-deploy' }, data: { at: since } });
  }
}
