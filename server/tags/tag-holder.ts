import type { Tagged } from '#core/tags/input.ts';
import type { Tags } from '#core/tags/schema.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { findApi } from '../apis/find-api.ts';
import { touchDraft } from '../apis/touch-draft.ts';
import { findClientCertificate } from '../client-certificates/find-client-certificate.ts';
import type { Db, Tx } from '../db.ts';
import { findDomainName } from '../domain-names/find-domain-name.ts';
import { findKey } from '../keys/find-key.ts';
import { findPlan } from '../plans/find-plan.ts';
import { findStage } from '../stages/find-stage.ts';
import { findVpcLink } from '../vpc-links/find-vpc-link.ts';

/** Something with tags, as it stands. */
export type TagHolder = { id: string; name: string; apiId?: string; tags: Tags };

/** What has the tags, or NOT_FOUND when the workspace has no such thing. */
export async function findTagHolder(store: Db | Tx, workspaceId: string, tagged: Tagged): Promise<TagHolder> {
  const { id } = tagged;
  switch (tagged.kind) {
    case 'restapis': {
      const { name, tags } = await findApi(store, workspaceId, id);
      return { id, name, apiId: id, tags: tagsOf(tags) };
    }
    case 'stages': {
      const stageName = tagged.stageName ?? '';
      const { api, tags } = await findStage(store, workspaceId, { apiId: id, stageName });
      return { id: `${id}/${stageName}`, name: `${api.name} ${stageName}`, apiId: id, tags: tagsOf(tags) };
    }
    case 'apikeys': {
      const { name, tags } = await findKey(store, workspaceId, id);
      return { id, name, tags: tagsOf(tags) };
    }
    case 'usageplans': {
      const { name, tags } = await findPlan(store, workspaceId, id);
      return { id, name, tags: tagsOf(tags) };
    }
    case 'vpclinks': {
      const { name, tags } = await findVpcLink(store, workspaceId, id);
      return { id, name, tags: tagsOf(tags) };
    }
    case 'clientcertificates': {
      const { description, tags } = await findClientCertificate(store, workspaceId, id);
      return { id, name: description ?? id, tags: tagsOf(tags) };
    }
    case 'domainnames': {
      const { tags } = await findDomainName(store, workspaceId, id);
      return { id, name: id, tags: tagsOf(tags) };
    }
  }
}

/** Gives tags to what was found in the workspace. Those of an API are part of its design. */
export async function saveTags(
  tx: Tx,
  workspaceId: string,
  { kind, id, stageName }: Tagged,
  tags: Tags,
): Promise<void> {
  const data = { tags };
  switch (kind) {
    case 'restapis':
      await touchDraft(tx, workspaceId, id);
      await tx.restApi.update({ where: { id }, data });
      return;
    case 'stages': {
      const where = { apiId_stageName: { apiId: id, stageName: stageName ?? '' } };
      await tx.stage.update({ where, data: { ...data, revision: { increment: 1 } } });
      return;
    }
    case 'apikeys':
      await tx.apiKey.update({ where: { id }, data });
      return;
    case 'usageplans':
      await tx.usagePlan.update({ where: { id }, data });
      return;
    case 'vpclinks':
      await tx.vpcLink.update({ where: { id }, data });
      return;
    case 'clientcertificates':
      await tx.clientCertificate.update({ where: { id }, data });
      return;
    case 'domainnames':
      await tx.domainName.update({ where: { domainName: id }, data });
  }
}

function tagsOf(column: Prisma.JsonValue): Tags {
  return (column ?? {}) as Tags;
}
