import { randomUUID } from 'node:crypto';
import { splitTarget } from '#core/signature/canonical-request.ts';
import { SluiceError } from '#core/errors.ts';
import { visitorOf } from '../auth/visitor-of.ts';
import { readBytes } from '../read-bytes.ts';
import { AwsError, toAwsError } from './aws-error.ts';
import { findOperation } from './find-operation.ts';
import { type Caller, identify } from './identify.ts';
import { parseMembers } from './members.ts';
import { AwsBlob, type AwsCall, keptNull } from './operation.ts';
import { operations } from './operations.ts';
import { assertRate } from './rate-limit.ts';

/** Where the control API stands on the control plane. */
export const awsRoot = '/aws';

/** Largest request body, bytes: AWS's limit of a definition file, with room for its base64 form. */
const bodyMaxBytes = 10 * 1024 * 1024;

/** Answers a request to the control API: AWS API Gateway's REST API v1 (rest-json, Signature Version 4). */
export async function handleAws(request: Request): Promise<Response> {
  const requestId = randomUUID();
  try {
    return await answer(request, requestId);
  } catch (thrown) {
    return errorResponse(toAwsError(thrown, requestId), requestId);
  }
}

async function answer(request: Request, requestId: string): Promise<Response> {
  const url = new URL(request.url);
  const rawHeaders = [...request.headers].flat();
  const signed = { method: request.method, rawHeaders, ...splitTarget(`${url.pathname}${url.search}`) };
  const tooLarge = `Request must be smaller than ${bodyMaxBytes} bytes`;
  const bytes = await readBytes(request, { maxBytes: bodyMaxBytes, tooLarge });
  const caller = await identify(signed, bytes, visitorOf(request.headers), Date.now());
  assertRate(caller.accessKeyId, Date.now());
  const path = url.pathname.slice(awsRoot.length);
  const found = findOperation(request.method, path, url.searchParams);
  if (!found) throw new AwsError('UnknownOperationException', 'Unable to determine the operation of this request');
  const chosen = operations[found.name];
  if ('refused' in chosen) throw new AwsError('BadRequestException', chosen.refused);
  if (!caller.actor) throw accessDenied(caller, request.method, path);
  const { accountId, region, actor } = caller;
  const { headers } = request;
  const call: AwsCall = { accountId, region, actor, path: found.path, query: url.searchParams, headers, bytes };
  const body = chosen.body === null ? null : parseMembers(chosen.body, bytes);
  try {
    return render(await chosen.run(call, body as never), found.success, requestId);
  } catch (thrown) {
    if (thrown instanceof SluiceError && thrown.code === 'FORBIDDEN') throw accessDenied(caller, request.method, path);
    throw thrown;
  }
}

function accessDenied({ userArn, region }: Caller, method: string, path: string): AwsError {
  const resource = `arn:aws:apigateway:${region}::${path}`;
  return new AwsError(
    'AccessDeniedException',
    `User: ${userArn} is not authorized to perform: apigateway:${method} on resource: ${resource}`,
  );
}

function render(result: unknown, status: number, requestId: string): Response {
  const headers = headersOf(requestId);
  if (result === undefined || status === 204) return new Response(null, { status, headers });
  if (result instanceof AwsBlob) {
    headers.set('content-type', result.contentType);
    if (result.contentDisposition !== null) headers.set('content-disposition', result.contentDisposition);
    return new Response(new Uint8Array(result.bytes), { status, headers });
  }
  headers.set('content-type', 'application/json');
  return new Response(JSON.stringify(withoutNulls(result)), { status, headers });
}

function errorResponse(error: AwsError, requestId: string): Response {
  const headers = headersOf(requestId);
  headers.set('content-type', 'application/json');
  headers.set('x-amzn-errortype', error.type);
  if (error.retryAfterSeconds !== null) headers.set('retry-after', String(error.retryAfterSeconds));
  return new Response(JSON.stringify({ message: error.message }), { status: error.status, headers });
}

function headersOf(requestId: string): Headers {
  return new Headers({
    'x-amzn-requestid': requestId,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
}

/** AWS leaves out members that have no value. Dates are seconds since 1970. */
function withoutNulls(value: unknown): unknown {
  if (value === keptNull) return null;
  if (value instanceof Date) return Math.floor(value.getTime() / 1_000);
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, member]) => member !== null && member !== undefined);
  return Object.fromEntries(kept.map(([name, member]) => [name, withoutNulls(member)]));
}
