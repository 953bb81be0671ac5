import { readPublicDescription } from '#server/portals/read-public-description.ts';
import type { PublicApi } from '#server/portals/read-public.ts';

/** The OpenAPI description of a published API, for tools of any origin. */
export async function openApiResponse(api: PublicApi): Promise<Response> {
  return new Response(await readPublicDescription(api), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `inline; filename="${api.slug}-openapi.json"`,
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
    },
  });
}

export function notPublished(): Response {
  return Response.json({ error: { code: 'NOT_FOUND', message: 'Nothing is published here.' } }, { status: 404 });
}
