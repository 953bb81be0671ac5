/**
 * Whether a content type is one of an API's binary media types; `image/*` and the type `*` over `*` stand for many. Parameters such as a charset do
 * not matter.
 */
export function isBinaryMediaType(contentType: string | null, binaryMediaTypes: readonly string[]): boolean {
  if (binaryMediaTypes.length === 0 || contentType === null) return false;
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return binaryMediaTypes.some((pattern) => {
    const wanted = pattern.trim().toLowerCase();
    return wanted === '*/*' || wanted === type || (wanted.endsWith('/*') && type.startsWith(wanted.slice(0, -1)));
  });
}
