import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';

type Started = { request: IncomingMessage; response: ServerResponse };

/**
 * Lets a caller leave without a trace. For a request that `proxy.ts` saw, Next.js replaces the stream of the body and loses
 * the listeners of the one that it replaces; the error by which Node ends a request whose caller left then has nobody who
 * hears it, and would count as an exception that nobody caught.
 */
export function expectAbortedRequests(): void {
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as Started;
    response.once('close', () => {
      if (request.listenerCount('error') === 0) request.on('error', () => undefined);
    });
  });
}
