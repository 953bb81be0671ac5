import {
  openNodeStream,
  receiveReport,
  receiveTelemetry,
  receiveTestResult,
  sendBlob,
} from '#server/push/node-routes.ts';
import { type FetchServer as NodeServer, serveFetch } from '#server/testing/fetch-server.ts';

export type { NodeServer };

/** The control plane's side of the node channel over node:http, without the console: the same functions, no build. */
export function serveNodes(port = 0): Promise<NodeServer> {
  return serveFetch(routeNodes, port);
}

/** A request of a node, answered as the control plane does. */
export function routeNodes(request: Request): Promise<Response> {
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
