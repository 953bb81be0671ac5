import { notFound, permanentRedirect } from 'next/navigation';
import { type PublicApi, type PublicPortal, readPublicPortal } from '#server/portals/read-public.ts';

/**
 * The API at an address of a portal, else the page that says there is none. An API's id leads to its address too, so that
 * links made by machines last longer than a name.
 */
export async function publishedApi(
  slug: string,
  apiSlug: string,
): Promise<{ portal: PublicPortal; api: PublicApi; href: string }> {
  const portal = await readPublicPortal(slug);
  const api = portal?.apis.find((candidate) => candidate.slug === apiSlug);
  const byId = portal?.apis.find((candidate) => candidate.apiId === apiSlug);
  if (!portal || !(api ?? byId)) notFound();
  if (!api) permanentRedirect(`/portal/${portal.slug}/${byId?.slug}`);
  return { portal, api, href: `/portal/${portal.slug}/${api.slug}` };
}
