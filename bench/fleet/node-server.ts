import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { appRouter } from '#server/api/root.ts';
import { actorOf } from '#server/auth/actor-of.ts';
import {
  openNodeStream,
  receiveReport,
  receiveTelemetry,
  receiveTestResult,
  sendBlob,
} from '#server/push/node-routes.ts';
import { type FetchServer as NodeServer, serveFetch } from '#server/testing/fetch-server.ts';

export type { NodeServer };

/** The control plane's side of the node channel, and its procedures, over node:http without the console: no build. */
export function serveNodes(port = 0): Promise<NodeServer> {
  return serveFetch(routeNodes, port);
}

/** A request of a node, answered as the control plane does. */
export function routeNodes(request: Request): Promise<Response> {
  if (new URL(request.url).pathname.startsWith('/api/trpc/')) return callProcedure(request);
  const [, what = '', id = ''] = /^\/api\/nodes\/(\w+)(?:\/([^/]+))?$/.exec(new URL(request.url).pathname) ?? [];
  const routes: Record<string, () => Promise<Response>> = {
    stream: () => openNodeStream(request),
    blobs: () => sendBlob(request, id),
    report: () => receiveReport(request),
    telemetry: () => receiveTelemetry(request),
    tests: () => receiveTestResult(request, id),
  };
  return routes[what]?.() ?? Promise.resolve(new Response(null, { status: 404 }));
}

function callProcedure(request: Request): Promise<Response> {
  return fetchRequestHandler({
    endpoint: '/api/trpc',
    req: request,
    router: appRouter,
    maxBatchSize: 50,
    createContext: async () => ({ actor: await actorOf(request) }),
  });
}
