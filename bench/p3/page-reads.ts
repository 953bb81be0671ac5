import type { z } from 'zod';
import type { Breakdown, TrafficFilter } from '#core/telemetry/input.ts';
import type { Access, Member } from '#server/actor.ts';
import { me } from '#server/account/me.ts';
import { listSessions } from '#server/account/list-sessions.ts';
import { getApiHeader } from '#server/apis/get-api-header.ts';
import { getApi } from '#server/apis/get-api.ts';
import { listApis } from '#server/apis/list-apis.ts';
import { listAudit } from '#server/audit-log/list-audit.ts';
import { getBreakdown } from '#server/dashboards/get-breakdown.ts';
import { getOverview } from '#server/dashboards/get-overview.ts';
import { getSeries } from '#server/dashboards/get-series.ts';
import { listSamples } from '#server/dashboards/list-samples.ts';
import { db } from '#server/db.ts';
import { getDeployment } from '#server/deployments/get-deployment.ts';
import { listDeployments } from '#server/deployments/list-deployments.ts';
import { previewDeployment } from '#server/deployments/preview-deployment.ts';
import { listGroups } from '#server/gateways/list-groups.ts';
import { getKey } from '#server/keys/get-key.ts';
import { listKeys } from '#server/keys/list-keys.ts';
import { listMembers } from '#server/members/list-members.ts';
import { getMethod } from '#server/methods/get-method.ts';
import { listModels } from '#server/models/list-models.ts';
import { getSource } from '#server/openapi/get-source.ts';
import { getPlan } from '#server/plans/get-plan.ts';
import { listPlanKeys } from '#server/plans/list-plan-keys.ts';
import { listPlans } from '#server/plans/list-plans.ts';
import { listPortals } from '#server/portals/list-portals.ts';
import type { Query } from '#server/query.ts';
import { getResourceTree } from '#server/resources/get-resource-tree.ts';
import { searchAll } from '#server/search/search-all.ts';
import { getStage } from '#server/stages/get-stage.ts';
import { listStages } from '#server/stages/list-stages.ts';

/** One question that a page asks the server. Each round asks it about something else, so that no answer is at hand. */
export type Read = { name: string; execute(round: number): Promise<unknown> };

const dayMs = 86_400_000;

/** A verb on behalf of someone, with its input checked by the compiler. */
function asker(actor: Member) {
  return <A extends Access, Schema extends z.ZodType, Result>(verb: Query<A, Schema, Result>, input: z.input<Schema>) =>
    verb.execute(actor, input);
}

/** Another of the items in each round, far from the one before. */
function pick<Item>(items: readonly Item[], round: number): Item {
  const item = items[(round * 17) % items.length];
  if (item === undefined) throw new Error('The seed made none of these.');
  return item;
}

/** What the pages of the console ask for, with inputs of this workspace. */
export async function pageReads(actor: Member): Promise<Read[]> {
  const { workspaceId } = actor;
  const ask = asker(actor);
  const stages = await db().stage.findMany({
    where: { api: { workspaceId } },
    select: { apiId: true, stageName: true, deploymentId: true },
    orderBy: { apiId: 'asc' },
  });
  const methods = await db().method.findMany({
    where: { apiId: { in: stages.map((stage) => stage.apiId) }, httpMethod: 'GET' },
    distinct: ['apiId'],
    select: { apiId: true, resourceId: true },
  });
  const keys = await db().apiKey.findMany({ where: { workspaceId }, take: 200, select: { id: true } });
  const { id: planId } = await db().usagePlan.findFirstOrThrow({ where: { workspaceId } });
  const limit = 50;
  const api = (round: number) => ({ apiId: pick(stages, round).apiId });
  const stage = (round: number) => {
    const { apiId, stageName } = pick(stages, round);
    return { apiId, stageName };
  };
  const deployment = (round: number) => {
    const { apiId, deploymentId } = pick(stages, round);
    return { apiId, deploymentId };
  };
  return [
    { name: 'every page: who is signed in', execute: () => ask(me, {}) },
    { name: 'every page: search', execute: (round) => ask(searchAll, { text: `Billing ${round}` }) },
    { name: 'APIs', execute: () => ask(listApis, { limit }) },
    { name: 'APIs, last edited first', execute: () => ask(listApis, { limit, sort: 'edited' }) },
    { name: 'APIs, searched', execute: (round) => ask(listApis, { limit, search: `${round}` }) },
    { name: 'API: header', execute: (round) => ask(getApiHeader, api(round)) },
    { name: 'API: resource tree', execute: (round) => ask(getResourceTree, api(round)) },
    { name: 'API: method', execute: (round) => ask(getMethod, { ...pick(methods, round), httpMethod: 'GET' }) },
    { name: 'API: OpenAPI source', execute: (round) => ask(getSource, api(round)) },
    { name: 'API: models', execute: (round) => ask(listModels, api(round)) },
    { name: 'API: settings', execute: (round) => ask(getApi, api(round)) },
    { name: 'API: stages', execute: (round) => ask(listStages, api(round)) },
    { name: 'API: stage', execute: (round) => ask(getStage, stage(round)) },
    { name: 'API: preview of a deployment', execute: (round) => ask(previewDeployment, stage(round)) },
    { name: 'API: deployments', execute: (round) => ask(listDeployments, api(round)) },
    { name: 'API: deployment', execute: (round) => ask(getDeployment, deployment(round)) },
    { name: 'Keys', execute: () => ask(listKeys, { limit }) },
    { name: 'Keys, searched', execute: (round) => ask(listKeys, { limit, search: `Customer 0${round}` }) },
    { name: 'Key', execute: (round) => ask(getKey, { keyId: pick(keys, round).id }) },
    { name: 'Plans', execute: () => ask(listPlans, { limit }) },
    { name: 'Plan of 100 stages', execute: () => ask(getPlan, { planId }) },
    { name: 'Plan: its 10,000 keys', execute: () => ask(listPlanKeys, { planId, limit }) },
    { name: 'Audit', execute: () => ask(listAudit, { limit }) },
    { name: 'Audit of an API', execute: (round) => ask(listAudit, { limit, ...api(round) }) },
    { name: 'Portals', execute: () => ask(listPortals, { limit }) },
    { name: 'Gateways', execute: () => ask(listGroups, {}) },
    { name: 'Team', execute: () => ask(listMembers, { limit }) },
    { name: 'Account: sessions', execute: () => ask(listSessions, {}) },
    { name: 'Failing requests', execute: () => ask(listSamples, { limit, statusClass: 'failed' }) },
  ];
}

/** What the dashboards ask for about the last 30 days. */
export async function dashboardReads(actor: Member): Promise<Read[]> {
  const { workspaceId } = actor;
  const busy = await db().rollup.findMany({
    where: { workspaceId, level: 'METHOD', resolution: 'DAY' },
    distinct: ['apiId'],
    select: { apiId: true, member: true },
    take: 50,
  });
  const ask = asker(actor);
  const place = (round: number) => pick(busy, round);
  const month = () => ({ from: new Date(Date.now() - 30 * dayMs), to: new Date() });
  const series = (filter: TrafficFilter) => ask(getSeries, { ...filter, ...month() });
  const breakdown = (filter: { by: Breakdown; apiId?: string }) => ask(getBreakdown, { ...filter, ...month() });
  return [
    { name: 'Overview of the workspace', execute: () => ask(getOverview, month()) },
    { name: 'Workspace over time', execute: () => series({}) },
    { name: 'Workspace by API', execute: () => breakdown({ by: 'api' }) },
    { name: 'API over time', execute: (round) => series({ apiId: place(round).apiId }) },
    { name: 'API by stage', execute: (round) => breakdown({ by: 'stage', apiId: place(round).apiId }) },
    { name: 'API by method', execute: (round) => breakdown({ by: 'method', apiId: place(round).apiId }) },
    {
      name: 'Method over time',
      execute: (round) => {
        const { apiId, member } = place(round);
        const [httpMethod, resource] = member.split(' ');
        return series({ apiId, httpMethod, resource });
      },
    },
  ];
}
