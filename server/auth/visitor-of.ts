import type { Visitor } from '../actor.ts';

/**
 * Who sends a request, as far as its headers tell. The address is the last one in `x-forwarded-for`: boot puts the
 * socket's own address there (see true-address.ts), or leaves what a trusted proxy wrote.
 */
export function visitorOf(headers: Headers): Visitor {
  const forwarded = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? '';
  return {
    sourceIp: forwarded.replace(/^::ffff:/, '').slice(0, 45) || 'unknown',
    userAgent: (headers.get('user-agent') ?? '').slice(0, 256),
  };
}
