import { isUtf8 } from 'node:buffer';
import type { Integration } from '#core/integrations/schema.ts';

type ContentHandling = Integration['contentHandling'];

/** What decides over the conversion of a payload. */
export type RequestConversion = {
  /** The request's content type is one of the API's binary media types. */
  isBinary: boolean;
  handling: ContentHandling;
  /** Text is UTF-8 and nothing else, as in AWS API Gateway; otherwise bytes pass as they came. */
  isStrict: boolean;
};

export type ResponseConversion = RequestConversion & {
  /** The API has binary media types. */
  hasBinaryTypes: boolean;
  /** The first type that the caller accepts is one of them. */
  acceptsBinary: boolean;
};

/** A text that was to become bytes is not base64. */
export const notBase64 = Symbol('not base64');

/** A payload that is the text of a template or mapping: binary data that is converted to text is base64. */
export function payloadText(body: Buffer | null, isBinary: boolean, handling: ContentHandling): string {
  if (!body) return '';
  return body.toString(isBinary && handling === 'CONVERT_TO_TEXT' ? 'base64' : 'utf8');
}

/**
 * The payload for the integration (AWS API Gateway, content type conversions of requests): bytes of a binary type pass
 * or become base64; text passes or is decoded from base64.
 */
export function convertRequest(body: Buffer, conversion: RequestConversion): Buffer | typeof notBase64 {
  const { isBinary, handling, isStrict } = conversion;
  if (isBinary) return handling === 'CONVERT_TO_TEXT' ? encoded(body) : body;
  return handling === 'CONVERT_TO_BINARY' ? decoded(body) : asText(body, isStrict);
}

/**
 * The payload for the caller (AWS API Gateway, content type conversions of responses): without a rule of the integration
 * response, what the caller accepts first decides between text and bytes. An API that is not strict leaves bytes alone then.
 */
export function convertResponse(body: Buffer, conversion: ResponseConversion): Buffer | typeof notBase64 {
  const { isBinary, handling, isStrict, hasBinaryTypes, acceptsBinary } = conversion;
  if (handling === null && !isStrict) return body;
  const wantsBytes = handling === null ? hasBinaryTypes && acceptsBinary : handling === 'CONVERT_TO_BINARY';
  if (isBinary) return wantsBytes ? body : encoded(body);
  return wantsBytes ? decoded(body) : asText(body, isStrict);
}

function encoded(body: Buffer): Buffer {
  return Buffer.from(body.toString('base64'), 'latin1');
}

/** A function that returns a text gives it as JSON: the quotes around are no part of it. */
function decoded(body: Buffer): Buffer | typeof notBase64 {
  const text = body
    .toString('latin1')
    .trim()
    .replace(/^"([^]*)"$/, '$1');
  return /^[A-Za-z0-9+/_\-\r\n]*={0,2}$/.test(text) ? Buffer.from(text, 'base64') : notBase64;
}

function asText(body: Buffer, isStrict: boolean): Buffer {
  return !isStrict || isUtf8(body) ? body : Buffer.from(body.toString('utf8'));
}
