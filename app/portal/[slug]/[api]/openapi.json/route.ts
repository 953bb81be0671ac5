import { readPublicPortal } from '#server/portals/read-public.ts';
import { notPublished, openApiResponse } from '../../openapi-response.ts';

type Context = { params: Promise<{ slug: string; api: string }> };

export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { slug, api: apiSlug } = await params;
  const portal = await readPublicPortal(slug);
  const api = portal?.apis.find((candidate) => candidate.slug === apiSlug || candidate.apiId === apiSlug);
  return api ? openApiResponse(api) : notPublished();
}
