/** How far a signature's time and the node's clock may differ, ms: AWS's five minutes. */
export const maxSkewMs = 300_000;

/** Longest life of a presigned URL, seconds: AWS's seven days. */
export const maxExpiresSeconds = 604_800;

/** Epoch ms of `20261118T120000Z`; null when the text is no such time. */
export function parseTimestamp(text: string): number | null {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!match) return null;
  const [, year, month, day, hour, minute, second] = match;
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(ms) ? null : ms;
}

/** `20261118T120000Z` of an epoch time in ms. */
export function formatTimestamp(ms: number): string {
  return new Date(ms).toISOString().replace(/[-:]|\.\d{3}/g, '');
}
