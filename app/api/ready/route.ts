import { readFeedPosition } from '#server/push/revision-feed.ts';

export const dynamic = 'force-dynamic';

/** The store answers and is set up: this process can serve. */
export async function GET(): Promise<Response> {
  const headers = { 'cache-control': 'no-store' };
  try {
    await readFeedPosition();
    return Response.json({ status: 'ready' }, { headers });
  } catch {
    return Response.json({ status: 'store unavailable' }, { status: 503, headers });
  }
}
