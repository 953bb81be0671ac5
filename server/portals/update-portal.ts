import { updatePortalInput } from '#core/portal/input.ts';
import { mutation } from '../mutation.ts';
import { assertStagesExist, findPortal, orAddressTaken, portalFacts, portalInclude } from './portal-rows.ts';

/** Changes a portal; `apis`, when given, replaces the whole list. */
export const updatePortal = mutation({
  permission: 'portals.write',
  input: updatePortalInput,
  audit: { action: 'update', target: 'portal' },
  async run({ tx, actor }, { portalId, apis, ...fields }) {
    const before = await findPortal(tx, actor.workspaceId, portalId);
    if (apis) await assertStagesExist(tx, actor.workspaceId, apis);
    const updated = tx.portal.update({
      where: { id: portalId },
      data: {
        ...fields,
        ...(apis && { apis: { deleteMany: {}, create: apis.map((entry, position) => ({ ...entry, position })) } }),
      },
      include: portalInclude,
    });
    const after = await orAddressTaken(fields.slug ?? before.slug, updated);
    return {
      result: { id: portalId },
      changed: { id: portalId, name: after.title, before: portalFacts(before), after: portalFacts(after) },
    };
  },
});
