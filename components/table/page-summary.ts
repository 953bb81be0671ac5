/** What stands on a page of a list, in words: "25 of 1,204 APIs", or "25 APIs" when it is all there is. */
export function pageSummary(shown: number, total: number | undefined, noun: string, plural = `${noun}s`): string {
  const all = total ?? shown;
  const name = all === 1 ? noun : plural;
  const count = all.toLocaleString('en-US');
  return all > shown ? `${shown.toLocaleString('en-US')} of ${count} ${name}` : `${count} ${name}`;
}
