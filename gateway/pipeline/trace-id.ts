import { randomBytes } from 'node:crypto';
import { headerValue } from '#gateway/http/headers.ts';
import type { Exchange } from './exchange.ts';

/**
 * The request's trace, `Root=1-{epoch seconds}-{96 bits}` in hexadecimal (AWS X-Ray, tracing header): the caller's own when it
 * sent one, else a new one. Made when it is first asked for.
 */
export function traceIdOf(exchange: Exchange): string {
  exchange.traceId ??= callersTrace(exchange) ?? newTrace(exchange.atMs);
  return exchange.traceId;
}

function callersTrace({ call }: Exchange): string | null {
  const header = headerValue(call.rawHeaders, 'x-amzn-trace-id');
  const root = header && /(?:^|;)\s*(Root=1-[0-9a-f]{8}-[0-9a-f]{24})(?:;|$)/i.exec(header)?.[1];
  return root || null;
}

function newTrace(atMs: number): string {
  const seconds = Math.floor(atMs / 1000)
    .toString(16)
    .padStart(8, '0');
  return `Root=1-${seconds}-${randomBytes(12).toString('hex')}`;
}
