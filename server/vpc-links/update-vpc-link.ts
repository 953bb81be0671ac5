import { updateVpcLinkInput } from '#core/vpc-links/input.ts';
import { mutation } from '../mutation.ts';
import { auditedVpcLink, findVpcLink } from './find-vpc-link.ts';

/** Renames or describes a VPC link. */
export const updateVpcLink = mutation({
  permission: 'apis.write',
  input: updateVpcLinkInput,
  audit: { action: 'update', target: 'vpc-link' },
  async run({ tx, actor }, { vpcLinkId: id, ...settings }) {
    const before = await findVpcLink(tx, actor.workspaceId, id);
    const after = await tx.vpcLink.update({ where: { id }, data: settings });
    const { name } = after;
    return { result: null, changed: { id, name, before: auditedVpcLink(before), after: auditedVpcLink(after) } };
  },
});
