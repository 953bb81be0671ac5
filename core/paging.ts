import { z } from 'zod';

/** What every list takes. `cursor` is the `nextCursor` of the page before; null or absent asks for the first page. */
export const pageInput = z.object({
  search: z.string().trim().max(200).optional(),
  cursor: z.string().max(1000).nullish(),
  limit: z.number().int().min(1).max(100).default(25),
});

/** What every list gives. */
export type Page<Item> = { items: Item[]; nextCursor: string | null; total?: number };

/**
 * A page from rows that were read with `limit + 1`: the row too many says that another page follows.
 * @param cursorOf the cursor with which the page after the item begins
 */
export function toPage<Item>(rows: readonly Item[], limit: number, cursorOf: (item: Item) => string): Page<Item> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}
