import { vpcLinkIdInput } from '#core/vpc-links/input.ts';
import { query } from '../query.ts';
import { findVpcLink } from './find-vpc-link.ts';

export const getVpcLink = query({
  permission: 'apis.read',
  input: vpcLinkIdInput,
  run: ({ db, actor }, { vpcLinkId }) => findVpcLink(db, actor.workspaceId, vpcLinkId),
});
