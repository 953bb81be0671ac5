import { promisify } from 'node:util';
import { deflate, deflateSync, gzip, gzipSync } from 'node:zlib';
import { acceptedCoding, type Coding } from '#gateway/compression/accepted-coding.ts';
import { CompressedBody } from '#gateway/compression/compressed-body.ts';
import { headerList, headerValue } from '#gateway/http/headers.ts';
import type { GatewayResponse } from '#gateway/http/types.ts';
import type { Exchange, Outcome } from './exchange.ts';

/** Up to this size compressing at once takes less time than handing it to another thread, bytes. */
const syncMaxBytes = 4 * 1024;

const inThread = { gzip: promisify(gzip), deflate: promisify(deflate) };

/**
 * Compresses a response from the API's minimumCompressionSize on, of whatever content type, when the caller accepts gzip or
 * deflate and the integration has not encoded it already (AWS API Gateway, payload compression).
 */
export function compress(exchange: Exchange): Outcome {
  const { side, response, trace } = exchange;
  const api = side?.prepared.api;
  if (!api || api.minimumCompressionSize === null || response === null) {
    trace?.skip('The API does not compress.');
    return undefined;
  }
  const isHead = exchange.call.method === 'HEAD';
  if (!isCompressible(response, isHead, api.minimumCompressionSize)) return undefined;
  response.rawHeaders.push('vary', 'Accept-Encoding');
  const coding = acceptedCoding(exchange.acceptEncoding, api.behavior === 'aws-strict');
  if (coding === null) return undefined;
  if (isHead) {
    // GET is answered with fewer bytes than declared, and only by compressing them one knows how many (RFC 9110 section 8.6).
    if (response.headLength !== null) encode(response, coding, response.body);
    response.headLength = null;
    return undefined;
  }
  const { body } = response;
  if (body === null) return undefined;
  trace?.say(`The response is compressed with ${coding}.`);
  if (!Buffer.isBuffer(body)) {
    encode(response, coding, new CompressedBody(body, coding));
  } else if (body.byteLength <= syncMaxBytes) {
    encode(response, coding, coding === 'gzip' ? gzipSync(body) : deflateSync(body));
  } else {
    return compressInThread(response, coding, body);
  }
  return undefined;
}

async function compressInThread(response: GatewayResponse, coding: Coding, body: Buffer): Promise<undefined> {
  encode(response, coding, await inThread[coding](body));
}

/** Whether the response is large enough, whole, and not encoded yet. */
function isCompressible(response: GatewayResponse, isHead: boolean, minimumSize: number): boolean {
  const { status, rawHeaders } = response;
  if (status === 204 || status === 206 || status === 304) return false;
  const length = lengthOf(response, isHead);
  if (length !== null && length < minimumSize) return false;
  if (headerValue(rawHeaders, 'content-encoding') !== null) return false;
  return !/(?:^|[\s,])no-transform(?:[\s,]|$)/i.test(headerList(rawHeaders, 'cache-control') ?? '');
}

/** Bytes of the body, or of the one that GET would have; null when nobody knows. */
function lengthOf({ body, headLength }: GatewayResponse, isHead: boolean): number | null {
  if (isHead) return headLength === null ? null : Number(headLength);
  return body === null ? 0 : Buffer.isBuffer(body) ? body.byteLength : body.length;
}

/**
 * What an integration says of the bytes that it sent: the caller gets others. Ranges of theirs would be put together with
 * ranges of these (RFC 9110 section 14), and a digest would not match (RFC 9530).
 */
const ofOtherBytes = new Set(['accept-ranges', 'content-digest', 'content-md5', 'digest', 'repr-digest']);

function encode(response: GatewayResponse, coding: Coding, body: GatewayResponse['body']): void {
  const headers: string[] = [];
  for (let i = 0; i < response.rawHeaders.length; i += 2) {
    const [name = '', value = ''] = [response.rawHeaders[i], response.rawHeaders[i + 1]];
    const key = name.toLowerCase();
    if (ofOtherBytes.has(key)) continue;
    // A strong validator would lie, too (section 8.8.3).
    headers.push(name, key === 'etag' && !value.startsWith('W/') ? `W/${value}` : value);
  }
  headers.push('content-encoding', coding);
  response.body = body;
  response.rawHeaders = headers;
}
