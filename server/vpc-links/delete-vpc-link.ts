import { SluiceError } from '#core/errors.ts';
import { vpcLinkIdInput } from '#core/vpc-links/input.ts';
import { mutation } from '../mutation.ts';
import { auditedVpcLink, findVpcLink } from './find-vpc-link.ts';

/** Deletes a VPC link that no integration names. */
export const deleteVpcLink = mutation({
  permission: 'apis.delete',
  input: vpcLinkIdInput,
  audit: { action: 'delete', target: 'vpc-link' },
  async run({ tx, actor: { workspaceId } }, { vpcLinkId: id }) {
    const before = await findVpcLink(tx, workspaceId, id);
    const users = await tx.integration.findMany({
      where: { connectionId: id, method: { resource: { api: { workspaceId } } } },
      select: { apiId: true, resourceId: true, httpMethod: true },
      take: 10,
      orderBy: [{ apiId: 'asc' }, { resourceId: 'asc' }, { httpMethod: 'asc' }],
    });
    if (users.length > 0) {
      const places = users
        .map(({ apiId, resourceId, httpMethod }) => `${httpMethod}:${resourceId}:${apiId}`)
        .join(', ');
      throw new SluiceError(
        'PRECONDITION_FAILED',
        `Cannot delete vpc link. Vpc link '${id}', is referenced in [${places}] in format of [Method:Resource:Api].`,
      );
    }
    await tx.vpcLink.delete({ where: { id } });
    return { result: null, changed: { id, name: before.name, before: auditedVpcLink(before) } };
  },
});
