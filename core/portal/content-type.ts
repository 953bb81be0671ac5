/** True for `application/json` and every type that ends in `+json`, with or without parameters. */
export function isJson(contentType: string): boolean {
  return /^[^;]*[/+]json\s*(;|$)/i.test(contentType);
}
