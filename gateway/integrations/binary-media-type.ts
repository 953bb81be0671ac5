import { mediaTypeOf } from './media-type.ts';

/**
 * Whether a content type is one of an API's binary media types; `image/*` and the type `*` over `*` stand for many. Parameters such as a charset do
 * not matter, and what names no type is JSON (as in AWS API Gateway), which the type `*` over `*` makes binary too.
 */
export function isBinaryMediaType(contentType: string | null, binaryMediaTypes: readonly string[]): boolean {
  if (binaryMediaTypes.length === 0) return false;
  const type = mediaTypeOf(contentType);
  return binaryMediaTypes.some((pattern) => {
    const wanted = pattern.trim().toLowerCase();
    return wanted === '*/*' || wanted === type || (wanted.endsWith('/*') && type.startsWith(wanted.slice(0, -1)));
  });
}
