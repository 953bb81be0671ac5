import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { errorCatalogue } from '#core/errors.ts';
import { appRouter } from '#server/api/root.ts';
import { isSameOrigin } from '#server/api/same-origin.ts';
import { actorOf } from '#server/auth/actor-of.ts';

/** Enough for the largest OpenAPI source that the editor saves. */
const maxBodyBytes = 24 * 1024 * 1024;

function refuse(code: 'FORBIDDEN' | 'TOO_LARGE', message: string): Response {
  return Response.json({ error: { code, message } }, { status: errorCatalogue[code].status });
}

function handle(request: Request): Promise<Response> | Response {
  if (request.method === 'POST') {
    if (!isSameOrigin(request)) return refuse('FORBIDDEN', 'This request did not come from the console.');
    const length = Number(request.headers.get('content-length') ?? Number.NaN);
    if (!(length <= maxBodyBytes)) return refuse('TOO_LARGE', `A request holds at most ${maxBodyBytes} bytes.`);
  }
  return fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: appRouter,
    maxBatchSize: 50,
    createContext: async () => ({ actor: await actorOf(request) }),
  });
}

export { handle as GET, handle as POST };
