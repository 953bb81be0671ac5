import { z } from 'zod';
import { query } from '../query.ts';
import { publicColumns } from './find-client-certificate.ts';

/** The workspace's certificates, oldest first. */
export const listClientCertificates = query({
  permission: 'apis.read',
  input: z.object({}),
  run: ({ db, actor: { workspaceId } }) =>
    db.clientCertificate.findMany({
      where: { workspaceId },
      select: publicColumns,
      orderBy: [{ createdDate: 'asc' }, { id: 'asc' }],
    }),
});
