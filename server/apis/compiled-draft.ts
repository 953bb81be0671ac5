import { LRUCache } from 'lru-cache';
import { compile } from '#core/compile/compile.ts';
import type { Problem } from '#core/compile/problem.ts';
import type { ApiSnapshot } from '#core/snapshot/schema.ts';
import type { Db } from '../db.ts';
import { type Draft, readDraft } from './load-design.ts';

export type CompiledDraft = Draft & {
  problems: Problem[];
  /** Null when the draft has errors. */
  snapshot: ApiSnapshot | null;
};

const holder = globalThis as { sluiceCompiledDrafts?: LRUCache<string, CompiledDraft> };

/** The latest draft of each API that was asked for, bounded by how many objects they hold. */
const cache = (holder.sluiceCompiledDrafts ??= new LRUCache({ max: 500, maxSize: 100_000 }));

/**
 * The draft of an API, compiled. The API was already found in the actor's workspace. A draft that is known is returned as it
 * is, or read again only where it changed since.
 */
export async function compiledDraft(db: Db, api: { id: string; draftRevision: number }): Promise<CompiledDraft> {
  const known = cache.get(api.id);
  if (known && known.draftRevision >= api.draftRevision) return known;
  return compileDraft(await readDraft(db, api.id, known));
}

/** Compiles a draft that was read as it is committed, and remembers the result. */
export function compileDraft(draft: Draft): CompiledDraft {
  const { design } = draft;
  const result = { ...draft, ...compile(design) };
  const size = 1 + design.methods.length + design.models.length + design.documentationParts.length;
  cache.set(design.api.id, result, { size });
  return result;
}
