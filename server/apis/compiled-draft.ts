import { LRUCache } from 'lru-cache';
import type { Design } from '#core/apis/design.ts';
import { compile } from '#core/compile/compile.ts';
import type { Problem } from '#core/compile/problem.ts';
import type { ApiSnapshot } from '#core/snapshot/schema.ts';
import { canonicalJson, sha256Hex } from '#core/snapshot/hash.ts';
import type { Db } from '../db.ts';
import { type Draft, readDraft } from './load-design.ts';

export type CompiledDraft = {
  apiId: string;
  draftRevision: number;
  design: Design;
  /** Hash of the design's canonical JSON. */
  designHash: string;
  problems: Problem[];
  /** Null when the draft has errors. */
  snapshot: ApiSnapshot | null;
};

const holder = globalThis as { sluiceCompiledDrafts?: LRUCache<string, CompiledDraft> };

/** By API and draft revision, so nothing in it is ever out of date. Bounded by the size of the designs' text. */
const cache = (holder.sluiceCompiledDrafts ??= new LRUCache({ max: 200, maxSize: 128 * 1024 * 1024 }));

/** The draft of an API, compiled. The API was already found in the actor's workspace. */
export async function compiledDraft(db: Db, api: { id: string; draftRevision: number }): Promise<CompiledDraft> {
  return cache.get(cacheKey(api.id, api.draftRevision)) ?? compileDraft(await readDraft(db, api.id));
}

/** Compiles a draft that was read as it is committed, and remembers the result. */
export function compileDraft({ design, draftRevision }: Draft): CompiledDraft {
  const apiId = design.api.id;
  const { snapshot, problems } = compile(design);
  const text = canonicalJson(design);
  const result = { apiId, draftRevision, design, designHash: sha256Hex(text), problems, snapshot };
  cache.set(cacheKey(apiId, draftRevision), result, { size: text.length });
  return result;
}

function cacheKey(apiId: string, draftRevision: number): string {
  return `${apiId} ${draftRevision}`;
}
