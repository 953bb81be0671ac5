import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';

export const gatewayUrl = process.env.SLUICE_E2E_GATEWAY_URL ?? '';

export interface Call {
  /** Default: GET. */
  method?: string;
  path: string;
  key?: string;
  /** Overrides the Host header: `{apiId}.execute-api.localhost`. */
  host?: string;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A request to the gateway node, as a caller sends it. */
export async function call({ method = 'GET', path, key, host }: Call): Promise<Answer> {
  const headers = { ...(key && { 'x-api-key': key }), ...(host && { host }) };
  const outgoing = request(new URL(path, gatewayUrl), { method, headers, agent: false }).end();
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  return { status: response.statusCode ?? 0, headers: response.headers, body: await text(response) };
}
