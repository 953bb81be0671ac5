/** The owner and the workspace are there already: nothing is added. */
export function seedEmpty(): Promise<string[]> {
  return Promise.resolve([]);
}
