import { headerValues } from '#gateway/http/headers.ts';
import { plainAddress } from '#gateway/http/trusted-proxies.ts';
import type { Exchange } from '#gateway/pipeline/exchange.ts';
import { traceIdOf } from '#gateway/pipeline/trace-id.ts';

/**
 * Whether AWS API Gateway takes a header out of a request before any mapping or integration sees it (important notes for REST
 * APIs; hop-by-hop headers are taken out of every API's requests anyway). `name` is lower case.
 */
export function isDroppedByAws(name: string): boolean {
  switch (name) {
    case 'content-md5':
    case 'max-forwards':
    case 'server':
    case 'www-authenticate':
      return true;
    default:
      return false;
  }
}

/**
 * Whether a header proves to the gateway who calls, so that the backend is not to have it: the signature of a method with
 * AWS_IAM authorization and its session token. In strict APIs no method hands on a signature (AWS: important notes). `name` is
 * lower case. An API key goes through, as in AWS.
 */
export function isGatewayCredential({ route, side }: Exchange, name: string, value: string): boolean {
  switch (name) {
    case 'authorization':
      return (
        route?.route.authorizationType === 'AWS_IAM' ||
        (side?.prepared.api.behavior === 'aws-strict' && /^AWS4-(?:HMAC|ECDSA)-/.test(value))
      );
    case 'x-amz-security-token':
      return route?.route.authorizationType === 'AWS_IAM';
    default:
      return false;
  }
}

const signatureParameters = new Set([
  'x-amz-algorithm',
  'x-amz-credential',
  'x-amz-date',
  'x-amz-expires',
  'x-amz-region-set',
  'x-amz-security-token',
  'x-amz-signature',
  'x-amz-signedheaders',
]);

/** The query string for the backend: without a signature that the gateway verified. */
export function forwardedQuery({ route, query }: Exchange): string {
  if (route?.route.authorizationType !== 'AWS_IAM' || !/x-amz-signature/i.test(query)) return query;
  return query
    .split('&')
    .filter((pair) => !signatureParameters.has(pair.split('=', 1)[0]?.toLowerCase() ?? ''))
    .join('&');
}

/**
 * The caller's headers as everything of the API's team sees them. How a request came here is the gateway's to say: who reads the
 * last address of `X-Forwarded-For` must not read one that the caller made up.
 */
export function vouchedHeaders(exchange: Exchange): [name: string, value: string][] {
  const { rawHeaders } = exchange.call;
  const headers: [string, string][] = [];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? '';
    if (!gatewayHeaders.has(name.toLowerCase())) headers.push([name, rawHeaders[i + 1] ?? '']);
  }
  for (const [, { name, valueOf }] of gatewayHeaders) headers.push([name, valueOf(exchange)]);
  return headers;
}

/** The values of one of `vouchedHeaders`. `name` is lower case. */
export function vouchedHeader(exchange: Exchange, name: string): string[] {
  const written = gatewayHeaders.get(name);
  return written ? [written.valueOf(exchange)] : headerValues(exchange.call.rawHeaders, name);
}

const gatewayHeaders: ReadonlyMap<string, { name: string; valueOf: (exchange: Exchange) => string }> = new Map([
  ['x-amzn-trace-id', { name: 'X-Amzn-Trace-Id', valueOf: traceIdOf }],
  ['x-forwarded-for', { name: 'X-Forwarded-For', valueOf: forwardedFor }],
  ['x-forwarded-port', { name: 'X-Forwarded-Port', valueOf: forwardedPort }],
  ['x-forwarded-proto', { name: 'X-Forwarded-Proto', valueOf: ({ scheme }: Exchange) => scheme }],
]);

/** The value of `X-Forwarded-For`: what the caller sent, and behind it the address that its connection comes from. */
function forwardedFor({ call }: Exchange): string {
  const hops = headerValues(call.rawHeaders, 'x-forwarded-for');
  return [...hops, plainAddress(call.remoteAddress)].join(', ');
}

/** The value of `X-Forwarded-Port`: the port that the caller connected to, as a trusted proxy or the request's host says. */
export function forwardedPort({ forwardedPort: told, host, scheme }: Exchange): string {
  if (told !== null) return told;
  const colon = host?.lastIndexOf(':') ?? -1;
  const port = host === null || colon < 0 ? '' : host.slice(colon + 1);
  if (/^\d{1,5}$/.test(port)) return port;
  return scheme === 'https' ? '443' : '80';
}

/** What an integration's requests call themselves when the caller's or a mapping's name is not there. */
export function defaultUserAgent({ apiId, side }: Exchange): string {
  return `${side?.prepared.api.behavior === 'aws-strict' ? 'AmazonAPIGateway' : 'Sluice'}_${apiId}`;
}
