import { keyPrefixLength, keyValueLength } from '#core/keys/input.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { lookupHash } from './key-value.ts';

/** The keys that a search text may mean: by name, id, the visible prefix, or a whole value, which is only hashed. */
export function keyMatches(search: string): Prisma.ApiKeyWhereInput {
  const alternatives: Prisma.ApiKeyWhereInput[] = [{ name: { contains: search, mode: 'insensitive' } }, { id: search }];
  if (search.length <= keyPrefixLength) alternatives.push({ secrets: { some: { prefix: { startsWith: search } } } });
  if (search.length >= keyValueLength.min && search.length <= keyValueLength.max) {
    alternatives.push({ secrets: { some: { lookupHash: lookupHash(search) } } });
  }
  return { OR: alternatives };
}
