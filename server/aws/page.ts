import { badRequest } from './aws-error.ts';

export type AwsPage = { limit: number; after: string | null };

const maxLimit = 500;
const defaultLimit = 25;

/** `limit` (1 to 500, else 25) and `position` of a list (AWS: pagination). */
export function pageOf(query: URLSearchParams): AwsPage {
  const text = query.get('limit');
  const limit = text === null ? defaultLimit : Number(text);
  if (!Number.isInteger(limit) || limit < 1)
    throw badRequest('Invalid limit specified. Limit must be between 1 and 500');
  const position = query.get('position');
  if (position === null || position === '') return { limit: Math.min(limit, maxLimit), after: null };
  const after = Buffer.from(position, 'base64url').toString('utf8');
  if (Buffer.from(after).toString('base64url') !== position) throw badRequest('Invalid position parameter specified.');
  return { limit: Math.min(limit, maxLimit), after };
}

/**
 * A list as AWS answers it: `item`, and `position` when there is more. `rows` are sorted by `idOf`, and begin with the first
 * of all.
 */
export function listOf<Row, Rendered>(
  rows: readonly Row[],
  { limit, after }: AwsPage,
  idOf: (row: Row) => string,
  render: (row: Row) => Rendered,
) {
  const start = after === null ? 0 : rows.findIndex((row) => idOf(row) === after) + 1;
  if (after !== null && start === 0) throw badRequest('Invalid position parameter specified.');
  const page = rows.slice(start, start + limit);
  const last = page.at(-1);
  const hasMore = start + limit < rows.length;
  return { item: page.map(render), position: hasMore && last !== undefined ? positionOf(idOf(last)) : null };
}

/** The position that follows an item. */
export function positionOf(id: string): string {
  return Buffer.from(id).toString('base64url');
}
