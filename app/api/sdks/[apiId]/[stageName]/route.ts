import { toErrorResponse } from '#server/api/errors.ts';
import { actorOf } from '#server/auth/actor-of.ts';
import { downloadSdk } from '#server/sdks/download-sdk.ts';

export const dynamic = 'force-dynamic';

type Context = { params: Promise<{ apiId: string; stageName: string }> };

/** The SDK of a stage as a zip; options in the query: language, packageName, version. Empty ones count as absent. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  try {
    const given = [...new URL(request.url).searchParams].filter(([, value]) => value !== '');
    const input = { ...Object.fromEntries(given), ...(await params) };
    const { fileName, bytes, sha256 } = await downloadSdk.execute(await actorOf(request), input);
    return new Response(bytes, {
      headers: {
        'content-type': 'application/zip',
        'content-length': String(bytes.length),
        'content-disposition': `attachment; filename="${fileName}"`,
        'x-content-sha256': sha256,
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-cache',
        etag: `"${sha256}"`,
      },
    });
  } catch (thrown) {
    return toErrorResponse(thrown);
  }
}
