import { portalIdInput } from '#core/portal/input.ts';
import { query } from '../query.ts';
import { findPortal } from './portal-rows.ts';

/** A portal with its APIs in order. `version` is null for a stage that is gone: the public page leaves it out. */
export const getPortal = query({
  permission: 'portals.read',
  input: portalIdInput,
  async run({ db, actor }, { portalId }) {
    const { id, slug, title, description, published, createdAt, apis } = await findPortal(
      db,
      actor.workspaceId,
      portalId,
    );
    const stages = await db.stage.findMany({
      where: {
        api: { workspaceId: actor.workspaceId },
        OR: apis.map(({ apiId, stageName }) => ({ apiId, stageName })),
      },
      select: {
        apiId: true,
        stageName: true,
        api: { select: { name: true } },
        deployment: { select: { number: true } },
      },
    });
    const entries = apis.map(({ apiId, stageName }) => {
      const stage = stages.find((candidate) => candidate.apiId === apiId && candidate.stageName === stageName);
      return { apiId, stageName, apiName: stage?.api.name ?? apiId, version: stage?.deployment.number ?? null };
    });
    return { id, slug, title, description, published, createdAt, path: `/portal/${slug}`, apis: entries };
  },
});
