import { z } from 'zod';
import { query } from '../query.ts';

/** The workspace's VPC links, oldest first. */
export const listVpcLinks = query({
  permission: 'apis.read',
  input: z.object({}),
  run: ({ db, actor: { workspaceId } }) =>
    db.vpcLink.findMany({ where: { workspaceId }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] }),
});
