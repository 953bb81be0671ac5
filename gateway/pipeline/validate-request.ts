import { decodeBody } from '#gateway/compression/decode-body.ts';
import { payloadMaxBytes } from '#gateway/http/headers.ts';
import { ClientGone, PayloadTooLarge } from '#gateway/http/types.ts';
import type { BodyValidator } from '#gateway/snapshot/body-validators.ts';
import { mediaTypeOf } from '../integrations/media-type.ts';
import type { Exchange, Failure, Outcome } from './exchange.ts';
import { RequestInput } from './request-input.ts';

/**
 * Checks what the method's request validator asks for: required parameters that are present and not blank, and a body
 * that matches the model of its content type. Bodies that a later phase needs as a whole are read here.
 */
export function validateRequest(exchange: Exchange): Outcome {
  const { route, call, trace } = exchange;
  if (!route) throw new Error('A route was matched.');
  const missing = missingParameters(exchange);
  if (missing.length > 0) {
    const message = `Missing required request parameters: [${missing.join(', ')}]`;
    return { type: 'BAD_REQUEST_PARAMETERS', cause: message, message, validationError: message };
  }
  if (call.body?.length != null && call.body.length > payloadMaxBytes) return tooLarge(call.body.length);
  if (!route.route.validation) trace?.skip('The method has no request validator.');
  const isWholeNeeded = route.bodyValidators !== null || route.integration.integration.type !== 'HTTP_PROXY';
  if (call.body === null) return validateBody(exchange);
  return isWholeNeeded ? readBody(exchange, call.body) : undefined;
}

async function readBody(exchange: Exchange, body: NonNullable<Exchange['call']['body']>): Promise<undefined | Failure> {
  try {
    exchange.body = await body.read(payloadMaxBytes);
    const failure = exchange.contentEncoding === null ? undefined : await decode(exchange, exchange.contentEncoding);
    if (failure) return failure;
  } catch (error) {
    if (error instanceof PayloadTooLarge) return tooLarge(null);
    if (error instanceof ClientGone)
      return { type: 'DEFAULT_4XX', cause: 'The caller went away while it sent its body.' };
    throw error;
  }
  return validateBody(exchange);
}

/** A body that came compressed is validated and mapped as what it holds (AWS API Gateway, payload compression). */
async function decode(exchange: Exchange, contentEncoding: string): Promise<undefined | Failure> {
  const decoded = await decodeBody(exchange.body ?? Buffer.alloc(0), contentEncoding, payloadMaxBytes);
  if (decoded === 'too-large') return tooLarge(null);
  if (typeof decoded === 'string') {
    const why = decoded === 'unsupported' ? 'is not supported' : 'is not what the body has';
    return { type: 'UNSUPPORTED_MEDIA_TYPE', cause: `Content-Encoding ${contentEncoding.slice(0, 100)} ${why}.` };
  }
  exchange.body = decoded;
  exchange.isBodyDecoded = true;
  return undefined;
}

function tooLarge(bytes: number | null): Failure {
  const size = bytes === null ? 'is larger than' : `has ${bytes} bytes; the gateway takes`;
  return { type: 'REQUEST_TOO_LARGE', cause: `The payload ${size} ${payloadMaxBytes} bytes.` };
}

function missingParameters(exchange: Exchange): string[] {
  const required = exchange.route?.route.validation?.requiredParameters ?? [];
  if (required.length === 0) return [];
  const input = new RequestInput(exchange);
  return required
    .filter((parameter) => {
      if (parameter.in === 'path') return isBlank(input.path(parameter.name));
      const values = parameter.in === 'header' ? input.header(parameter.name) : input.querystring(parameter.name);
      return values.every(isBlank);
    })
    .map(({ name }) => name);
}

function isBlank(value: string | undefined): boolean {
  return value === undefined || value.trim() === '';
}

function validateBody(exchange: Exchange): undefined | Failure {
  const { route, body, contentType, trace } = exchange;
  if (!route?.bodyValidators) return undefined;
  const mediaType = mediaTypeOf(contentType);
  const validate = route.bodyValidators.get(mediaType) ?? route.bodyValidators.get('$default');
  if (!validate) {
    trace?.say(`The method has no model for ${mediaType}, so its body is not validated.`);
    return undefined;
  }
  const problems = problemsOf(body, validate);
  if (problems.length === 0) return undefined;
  const validationError = `[${problems.join(', ')}]`;
  return {
    type: 'BAD_REQUEST_BODY',
    cause: `Request body does not match model schema for content type ${mediaType}: ${validationError}`,
    validationError,
  };
}

/** An empty body is an empty object, as in templates. */
function problemsOf(body: Buffer | null, validate: BodyValidator): string[] {
  let value: unknown;
  try {
    value = JSON.parse(body?.toString('utf8') || '{}');
  } catch {
    return ['The body is not JSON.'];
  }
  return validate(value, body?.byteLength ?? 0);
}
