import { type SearchHit, searchInput } from '#core/search/input.ts';
import { keyMatches } from '../keys/key-matches.ts';
import { query } from '../query.ts';
import { findResources } from './find-resources.ts';
import { perKind } from './per-kind.ts';

/** What a text may mean in the workspace: APIs, paths and operations, stages, keys and plans, by name, id or prefix. */
export const searchAll = query({
  permission: 'workspace.read',
  input: searchInput,
  async run({ db, actor }, { text }): Promise<SearchHit[]> {
    const { workspaceId } = actor;
    const contains = { contains: text, mode: 'insensitive' } as const;
    const named = { workspaceId, OR: [{ name: contains }, { id: text }] };
    const byName = { orderBy: [{ name: 'asc' as const }, { id: 'asc' as const }], take: perKind };
    const [apis, resources, stages, keys, plans] = await Promise.all([
      db.restApi.findMany({ where: named, ...byName }),
      findResources(db, workspaceId, text),
      db.stage.findMany({
        where: { api: { workspaceId }, stageName: contains },
        orderBy: [{ stageName: 'asc' }, { apiId: 'asc' }],
        take: perKind,
        include: { api: { select: { name: true } } },
      }),
      db.apiKey.findMany({ where: { workspaceId, ...keyMatches(text) }, ...byName }),
      db.usagePlan.findMany({ where: named, ...byName }),
    ]);
    return [
      ...apis.map(({ id, name }) => ({
        kind: 'api' as const,
        id,
        title: name,
        subtitle: id,
        href: `/apis/${id}`,
      })),
      ...resources.map(({ apiId, id, path, api, methods }) => ({
        kind: 'resource' as const,
        id: `${apiId}/${id}`,
        title: path,
        subtitle: [api.name, methods.map((method) => method.httpMethod).join(' ')].filter(Boolean).join(' · '),
        href: `/apis/${apiId}/resources?resource=${id}`,
      })),
      ...stages.map(({ apiId, stageName, api }) => ({
        kind: 'stage' as const,
        id: `${apiId}/${stageName}`,
        title: stageName,
        subtitle: api.name,
        href: `/apis/${apiId}/stages/${stageName}`,
      })),
      ...keys.map(({ id, name, enabled }) => ({
        kind: 'key' as const,
        id,
        title: name,
        subtitle: enabled ? id : `${id} · disabled`,
        href: `/keys/${id}`,
      })),
      ...plans.map(({ id, name }) => ({
        kind: 'plan' as const,
        id,
        title: name,
        subtitle: id,
        href: `/usage-plans/${id}`,
      })),
    ];
  },
});
