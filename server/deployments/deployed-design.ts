import { LRUCache } from 'lru-cache';
import { type Design, designSchema } from '#core/apis/design.ts';
import type { DesignChange } from '#core/snapshot/design-change.ts';
import { diffDesigns } from '#core/snapshot/diff.ts';
import { readBlob } from '../blobs/read-blob.ts';
import type { Db, Tx } from '../db.ts';

type Caches = { designs: LRUCache<string, Design>; changes: LRUCache<string, DesignChange[]> };

const holder = globalThis as { sluiceDeployedDesigns?: Caches };
const caches = (holder.sluiceDeployedDesigns ??= {
  designs: new LRUCache({ max: 100, maxSize: 64 * 1024 * 1024 }),
  changes: new LRUCache({ max: 1000 }),
});

/** The design that a deployment was compiled from, by its blob's hash. */
export async function deployedDesign(store: Db | Tx, designHash: string): Promise<Design> {
  const known = caches.designs.get(designHash);
  if (known) return known;
  const text = await readBlob(store, designHash);
  const design = designSchema.parse(JSON.parse(text));
  caches.designs.set(designHash, design, { size: text.length });
  return design;
}

/** One side of a comparison: a design with the hash that names it. */
export type HashedDesign = { hash: string; design: () => Promise<Design> };

export function deployedSide(store: Db | Tx, designHash: string): HashedDesign {
  return { hash: designHash, design: () => deployedDesign(store, designHash) };
}

/** What changes between two designs; equal hashes are never read. */
export async function changesBetween(before: HashedDesign, after: HashedDesign): Promise<DesignChange[]> {
  if (before.hash === after.hash) return [];
  const key = `${before.hash} ${after.hash}`;
  const known = caches.changes.get(key);
  if (known) return known;
  const changes = diffDesigns(await before.design(), await after.design());
  caches.changes.set(key, changes);
  return changes;
}
