import { cache } from 'react';
import type { Design } from '#core/apis/design.ts';
import { buildReference } from '#core/portal/reference.ts';
import type { Reference } from '#core/portal/reference-document.ts';
import { SlugAllocator } from '#core/portal/slug.ts';
import { type Db, db } from '../db.ts';
import { deployedDesign } from '../deployments/deployed-design.ts';
import { invokeUrls } from '../stages/invoke-urls.ts';
import { portalInclude } from './portal-rows.ts';

export type PublicPortal = { slug: string; title: string; description: string; apis: PublicApi[] };

export type PublicApi = {
  apiId: string;
  stageName: string;
  /** Names the API in the portal's addresses: from its name, unique in the portal. */
  slug: string;
  /** The deployment that the stage serves. */
  version: number;
  deployedAt: Date;
  designHash: string;
  reference: Reference;
};

/** Address parts of an API that mean something else in a portal. */
const reservedApiSlugs = ['openapi-json', 'sitemap-xml'];

/** References by the place where the stage is called: they live as long as their design stays in its cache. */
const references = new WeakMap<Design, Map<string, Reference>>();

/**
 * What anyone on the web may see of a portal: null unless it is published. It documents what its stages serve now, not
 * the drafts; a stage that is gone is left out. Read once per request of a page.
 */
export const readPublicPortal = cache(async (slug: string): Promise<PublicPortal | null> => {
  const store = db();
  const portal = await store.portal.findUnique({ where: { slug }, include: portalInclude });
  if (!portal?.published) return null;
  const stages = await store.stage.findMany({
    where: {
      // The API was in the portal's workspace when it was added; a row that says otherwise shows nothing.
      api: { workspaceId: portal.workspaceId },
      OR: portal.apis.map(({ apiId, stageName }) => ({ apiId, stageName })),
    },
    select: {
      apiId: true,
      stageName: true,
      deployment: { select: { number: true, createdDate: true, designHash: true } },
    },
  });
  const slugs = new SlugAllocator(reservedApiSlugs);
  const apis: PublicApi[] = [];
  for (const { apiId, stageName } of portal.apis) {
    const stage = stages.find((candidate) => candidate.apiId === apiId && candidate.stageName === stageName);
    if (!stage) continue;
    const reference = await readReference(store, stage);
    apis.push({
      apiId,
      stageName,
      slug: slugs.allocate(reference.title, 'api'),
      version: stage.deployment.number,
      deployedAt: stage.deployment.createdDate,
      designHash: stage.deployment.designHash,
      reference,
    });
  }
  return { slug: portal.slug, title: portal.title, description: portal.description, apis };
});

async function readReference(
  store: Db,
  { apiId, stageName, deployment }: { apiId: string; stageName: string; deployment: { designHash: string } },
): Promise<Reference> {
  const design = await deployedDesign(store, deployment.designHash);
  const baseUrl = invokeUrls(apiId, stageName, null).path;
  const byPlace = references.get(design) ?? new Map<string, Reference>();
  references.set(design, byPlace);
  const reference = byPlace.get(baseUrl) ?? buildReference(design, { baseUrl, stageName });
  byPlace.set(baseUrl, reference);
  return reference;
}
