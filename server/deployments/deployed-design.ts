import { LRUCache } from 'lru-cache';
import { type Design, designSchema, emptyDesign } from '#core/apis/design.ts';
import type { RestApi } from '#core/apis/schema.ts';
import type { DesignChange } from '#core/snapshot/design-change.ts';
import { diffDesigns } from '#core/snapshot/diff.ts';
import type { Draft } from '../apis/load-design.ts';
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

/** One side of a comparison: a design, read when it is needed, under a name that stands for its content. */
export type Side = { name: string; design: () => Design | Promise<Design> };

export function deployedSide(store: Db | Tx, designHash: string): Side {
  return { name: designHash, design: () => deployedDesign(store, designHash) };
}

export function draftSide({ design, draftRevision }: Draft): Side {
  return { name: `${design.api.id} ${draftRevision}`, design: () => design };
}

export function emptySide(api: RestApi): Side {
  return { name: 'nothing', design: () => emptyDesign(api) };
}

/** What changes from one design to another. */
export async function changesBetween(before: Side, after: Side): Promise<DesignChange[]> {
  if (before.name === after.name) return [];
  const key = `${before.name} ${after.name}`;
  const known = caches.changes.get(key);
  if (known) return known;
  const changes = diffDesigns(await before.design(), await after.design());
  caches.changes.set(key, changes);
  return changes;
}
