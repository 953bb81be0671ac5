import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { env } from '../env.ts';

const installed = globalThis as { sluiceTrueAddress?: boolean };

/**
 * Makes `x-forwarded-for` trustworthy for this process's HTTP server. Next keeps what a client sends there, so anyone
 * could name any address. Without TLS nothing stands in front, and the socket's own address replaces it; with an https
 * address a TLS proxy does, and the last entry is what that proxy wrote.
 */
export function keepTrueAddresses(): void {
  if (installed.sluiceTrueAddress || env().publicUrl.startsWith('https:')) return;
  installed.sluiceTrueAddress = true;
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    request.headers['x-forwarded-for'] = request.socket.remoteAddress ?? '';
    delete request.headers['x-forwarded-host'];
  });
}
