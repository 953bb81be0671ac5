/** A form's field path ("variables.host") for an RFC 6901 pointer ("/variables/host"); null for the whole document. */
export function fieldPathOf(pointer: string | undefined): string | null {
  if (!pointer) return null;
  return pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');
}
