import { notFound } from '#core/errors.ts';
import type { Db, Tx } from '../db.ts';

/** The VPC link's row, or NOT_FOUND when the workspace has none of this id. */
export async function findVpcLink(store: Db | Tx, workspaceId: string, id: string) {
  const link = await store.vpcLink.findFirst({ where: { id, workspaceId } });
  if (!link) throw notFound('VPC link', id);
  return link;
}

type Facts = { name: string; description: string | null; targetArns: string[] };

export function auditedVpcLink({ name, description, targetArns }: Facts): Facts {
  return { name, description, targetArns };
}
