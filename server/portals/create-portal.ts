import { createPortalInput } from '#core/portal/input.ts';
import { mutation } from '../mutation.ts';
import { newId } from '../new-id.ts';
import { assertStagesExist, orAddressTaken, portalFacts, portalInclude } from './portal-rows.ts';

/** A portal for stages of the workspace. It is public as soon as it is published. */
export const createPortal = mutation({
  permission: 'portals.write',
  input: createPortalInput,
  audit: { action: 'create', target: 'portal' },
  async run({ tx, actor }, { apis, ...fields }) {
    await assertStagesExist(tx, actor.workspaceId, apis);
    const id = newId();
    const created = tx.portal.create({
      data: {
        ...fields,
        id,
        workspaceId: actor.workspaceId,
        apis: { create: apis.map((entry, position) => ({ ...entry, position })) },
      },
      include: portalInclude,
    });
    const portal = await orAddressTaken(fields.slug, created);
    return { result: { id }, changed: { id, name: portal.title, after: portalFacts(portal) } };
  },
});
