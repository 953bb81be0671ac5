import { z } from 'zod';
import { query } from '../query.ts';

/** The workspace's domain names in alphabetical order. */
export const listDomainNames = query({
  permission: 'apis.read',
  input: z.object({}),
  run: ({ db, actor: { workspaceId } }) =>
    db.domainName.findMany({ where: { workspaceId }, orderBy: { domainName: 'asc' } }),
});
