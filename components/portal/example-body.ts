import type { Body } from '#core/portal/reference-document.ts';

/** Longer examples hide the page around them. */
const maxLength = 20_000;

/** An example body as text, or null when there is none to show. */
export function exampleBody({ example }: Body): string | null {
  if (example === undefined) return null;
  const text = typeof example === 'string' ? example : JSON.stringify(example, null, 2);
  return text.length > maxLength ? null : text;
}
