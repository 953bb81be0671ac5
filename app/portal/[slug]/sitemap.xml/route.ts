import { env } from '#server/env.ts';
import { readPublicPortal } from '#server/portals/read-public.ts';
import { notPublished } from '../openapi-response.ts';

/** Next writes sitemaps while it builds, unless told that they depend on what is published. */
export const dynamic = 'force-dynamic';

/** Every page of the portal, for search engines (https://www.sitemaps.org/protocol.html). Slugs need no escaping. */
export async function GET(_request: Request, { params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  const portal = await readPublicPortal((await params).slug);
  if (!portal) return notPublished();
  const home = `${env().publicUrl}/portal/${portal.slug}`;
  const pages = portal.apis.flatMap(({ slug, deployedAt, reference }) => {
    const operations = reference.groups.flatMap((group) => group.operations);
    const paths = [slug, ...operations.map((operation) => `${slug}/${operation.slug}`)];
    return paths.map((path) => ({ url: `${home}/${path}`, changed: deployedAt.toISOString() }));
  });
  const entries = pages.map(({ url, changed }) => `<url><loc>${url}</loc><lastmod>${changed}</lastmod></url>\n`);
  const text = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>${home}</loc></url>
${entries.join('')}</urlset>
`;
  return new Response(text, { headers: { 'content-type': 'application/xml; charset=utf-8' } });
}
