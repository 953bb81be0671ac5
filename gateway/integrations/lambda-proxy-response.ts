import { headerName, headerValue, isFramingHeader } from '#core/mapping/header-value.ts';
import { lambdaPayloadMaxBytes } from '#gateway/aws/lambda.ts';
import type { Failure } from '#gateway/pipeline/exchange.ts';
import { excerpt, type FunctionResult } from './lambda-answer.ts';

/** A response as a function made it. */
export type ProxyResponse = { status: number; headers: [string, string][]; body: string; isBase64Encoded: boolean };

const members = new Set(['isBase64Encoded', 'statusCode', 'headers', 'multiValueHeaders', 'body']);

/**
 * Reads what a function returned to a Lambda proxy integration (AWS API Gateway, output format of a Lambda function). No
 * member is needed, no other is allowed; a name in `multiValueHeaders` wins over the same name in `headers`.
 * @returns the response, or a 502 whose cause names the member that is wrong
 */
export function proxyResponse({ payload, errorMessage }: FunctionResult): ProxyResponse | Failure {
  if (errorMessage !== null) return broken(`The function failed: ${errorMessage.slice(0, 400)}`, payload);
  if (payload.byteLength > lambdaPayloadMaxBytes)
    return broken(`The function returned ${payload.byteLength} bytes, more than ${lambdaPayloadMaxBytes}.`, payload);
  let value: unknown;
  try {
    value = JSON.parse(payload.toString('utf8'));
  } catch (error) {
    return broken(
      payload.byteLength === 0 ? 'it is empty' : `it is not JSON: ${(error as Error).message}`,
      payload,
      true,
    );
  }
  const read = readResponse(value);
  return typeof read === 'string' ? broken(read, payload, true) : read;
}

function broken(reason: string, payload: Buffer, isMalformed = false): Failure {
  const cause = isMalformed ? `Malformed Lambda proxy response: ${reason}. It was: ${excerpt(payload)}` : reason;
  return { type: 'DEFAULT_5XX', status: 502, message: 'Internal server error', cause };
}

function readResponse(value: unknown): ProxyResponse | string {
  if (!isObject(value)) return `it is ${kindOf(value)}, not an object`;
  const unknown = Object.keys(value).find((name) => !members.has(name));
  if (unknown !== undefined) return `/${unknown} is not a member of a response`;
  const { statusCode = 200, headers = null, multiValueHeaders = null, body = null, isBase64Encoded = false } = value;
  const status = typeof statusCode === 'string' && /^\d{3}$/.test(statusCode) ? Number(statusCode) : statusCode;
  if (typeof status !== 'number' || !Number.isInteger(status))
    return `/statusCode is ${kindOf(statusCode)}, not a whole number`;
  if (status < 200 || status > 599) return `/statusCode is ${status}, not a status from 200 to 599`;
  if (body !== null && typeof body !== 'string') return `/body is ${kindOf(body)}, not a string`;
  if (isBase64Encoded !== null && typeof isBase64Encoded !== 'boolean')
    return `/isBase64Encoded is ${kindOf(isBase64Encoded)}, not true or false`;
  const read = readHeaders(headers, multiValueHeaders);
  if (typeof read === 'string') return read;
  if (isBase64Encoded && typeof body === 'string' && !isBase64(body))
    return '/body is not base64, though isBase64Encoded is true';
  return { status, headers: read, body: body ?? '', isBase64Encoded: isBase64Encoded ?? false };
}

function readHeaders(headers: unknown, multiValueHeaders: unknown): [string, string][] | string {
  const found: [string, string][] = [];
  const multi = new Set<string>();
  if (multiValueHeaders !== null) {
    if (!isObject(multiValueHeaders)) return `/multiValueHeaders is ${kindOf(multiValueHeaders)}, not an object`;
    for (const [name, values] of Object.entries(multiValueHeaders)) {
      const place = `/multiValueHeaders/${name}`;
      if (!Array.isArray(values)) return `${place} is ${kindOf(values)}, not a list`;
      multi.add(name.toLowerCase());
      for (const [index, value] of values.entries()) {
        const problem = addHeader(found, name, value, `${place}/${index}`);
        if (problem !== null) return problem;
      }
    }
  }
  if (headers !== null) {
    if (!isObject(headers)) return `/headers is ${kindOf(headers)}, not an object`;
    for (const [name, value] of Object.entries(headers)) {
      if (multi.has(name.toLowerCase())) continue;
      const problem = addHeader(found, name, value, `/headers/${name}`);
      if (problem !== null) return problem;
    }
  }
  return found;
}

/** Adds a header; what belongs to the connection is the gateway's to write and is left out. */
function addHeader(headers: [string, string][], name: string, value: unknown, place: string): string | null {
  if (headerName(name) === null) return `${place} has a name that is no header name`;
  if (typeof value !== 'string' && typeof value !== 'boolean' && typeof value !== 'number')
    return `${place} is ${kindOf(value)}, not a string`;
  if (!isFramingHeader(name)) headers.push([name, headerValue(String(value))]);
  return null;
}

/** Blanks at the end are cut off first: a pattern that took them in two ways would try every way to share them out. */
function isBase64(text: string): boolean {
  return /^[A-Za-z0-9+/\s]*={0,2}$/.test(text.trimEnd());
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return (
    { string: 'a string', number: 'a number', boolean: 'true or false', object: 'an object' }[typeof value as string] ??
    'missing'
  );
}
