/** The media type of a content-type header without its parameters, lower case. Without one, JSON is meant (as in AWS API Gateway). */
export function mediaTypeOf(contentType: string | null): string {
  if (contentType === null || contentType === 'application/json') return 'application/json';
  const semicolon = contentType.indexOf(';');
  const type = (semicolon < 0 ? contentType : contentType.slice(0, semicolon)).trim().toLowerCase();
  return type === '' ? 'application/json' : type;
}
