import { readPublicPortal } from '#server/portals/read-public.ts';
import { notPublished, openApiResponse } from '../openapi-response.ts';

/** The description of the portal's only API; with several APIs, where to find each of them. */
export async function GET(_request: Request, { params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  const portal = await readPublicPortal((await params).slug);
  const [first, ...others] = portal?.apis ?? [];
  if (!portal || !first) return notPublished();
  if (others.length === 0) return openApiResponse(first);
  const descriptions = portal.apis.map(({ slug, reference }) => ({
    title: reference.title,
    url: `/portal/${portal.slug}/${slug}/openapi.json`,
  }));
  return Response.json({ descriptions }, { status: 300 });
}
