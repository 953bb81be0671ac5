import { SluiceError } from '#core/errors.ts';
import { createVpcLinkInput } from '#core/vpc-links/input.ts';
import { mutation } from '../mutation.ts';
import { newId } from '../new-id.ts';
import { lockWorkspace } from '../workspaces/lock-workspace.ts';
import { auditedVpcLink } from './find-vpc-link.ts';

const linksPerWorkspace = 100;

/** Notes a load balancer that integrations name as their connection. */
export const createVpcLink = mutation({
  permission: 'apis.write',
  input: createVpcLinkInput,
  audit: { action: 'create', target: 'vpc-link' },
  async run({ tx, actor: { workspaceId } }, settings) {
    await lockWorkspace(tx, workspaceId);
    if ((await tx.vpcLink.count({ where: { workspaceId } })) >= linksPerWorkspace) {
      throw new SluiceError('LIMIT_EXCEEDED', `A workspace has at most ${linksPerWorkspace} VPC links.`);
    }
    const id = newId();
    await tx.vpcLink.create({ data: { id, workspaceId, ...settings } });
    return { result: { vpcLinkId: id }, changed: { id, name: settings.name, after: auditedVpcLink(settings) } };
  },
});
