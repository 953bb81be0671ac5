import { notFound } from '#core/errors.ts';
import { db } from '#server/db.ts';
import { nodeEndpoint } from '#server/push/node-endpoint.ts';

type Context = { params: Promise<{ hash: string }> };

/** The gzip bytes of a snapshot. Its name is the hash of its content, so whoever has the name was told of it. */
export function GET(request: Request, { params }: Context): Promise<Response> {
  return nodeEndpoint(request, async () => {
    const { hash } = await params;
    const blob = await db().blob.findUnique({ where: { hash }, select: { data: true } });
    if (!blob) throw notFound('Blob', hash.slice(0, 64));
    return new Response(blob.data, {
      headers: {
        'content-type': 'application/gzip',
        'content-length': String(blob.data.length),
        'cache-control': 'private, max-age=31536000, immutable, no-transform',
        etag: `"${hash}"`,
      },
    });
  });
}
