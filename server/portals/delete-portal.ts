import { portalIdInput } from '#core/portal/input.ts';
import { mutation } from '../mutation.ts';
import { findPortal, portalFacts } from './portal-rows.ts';

/** Takes a portal off the web. The APIs stay as they are. */
export const deletePortal = mutation({
  permission: 'portals.write',
  input: portalIdInput,
  audit: { action: 'delete', target: 'portal' },
  async run({ tx, actor }, { portalId }) {
    const portal = await findPortal(tx, actor.workspaceId, portalId);
    await tx.portal.delete({ where: { id: portalId } });
    return { result: { id: portalId }, changed: { id: portalId, name: portal.title, before: portalFacts(portal) } };
  },
});
