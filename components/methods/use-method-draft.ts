'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { type MethodPatch, methodPatchSchema } from '#core/methods/input.ts';
import type { AutosaveState } from '../form/autosave-status.tsx';
import { errorDetails } from '../error-details.ts';
import { type Outputs, useTRPC, useTRPCClient } from '../trpc.ts';

export type LoadedMethod = Outputs['methods']['get'];

const PAUSE_MS = 700;
const fields = Object.keys(methodPatchSchema.shape) as (keyof MethodPatch)[];

function patchBetween(before: LoadedMethod, after: LoadedMethod): MethodPatch {
  return Object.fromEntries(fields.filter((key) => before[key] !== after[key]).map((key) => [key, after[key]]));
}

type Status = { kind: 'idle'; savedAtMs: number | null } | { kind: 'saving' } | { kind: 'failed'; reason: string };

export interface MethodDraft {
  method: LoadedMethod;
  edit: (patch: MethodPatch) => void;
  state: AutosaveState;
  /** Grows when the method was replaced as a whole, so that editors begin anew. */
  generation: number;
  /** Why the last save was refused when somebody else changed the method meanwhile. */
  conflict: { message: string; takeTheirs: () => Promise<void>; keepMine: () => Promise<void> } | null;
}

/**
 * A method as it is being edited. Changes are saved when typing pauses, one save at a time, each naming the revision it was
 * made on; when that is not the newest any more, saving stops until the person decides.
 */
export function useMethodDraft(apiId: string, loaded: LoadedMethod): MethodDraft {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const [saved, setSaved] = useState(loaded);
  const [method, setMethod] = useState(loaded);
  const [status, setStatus] = useState<Status>({ kind: 'idle', savedAtMs: null });
  const [generation, setGeneration] = useState(0);
  const [conflictText, setConflictText] = useState<string | null>(null);
  const { resourceId, httpMethod } = loaded;
  const dirty = method !== saved;
  const invalid = dirty
    ? methodPatchSchema.safeParse(patchBetween(saved, method)).error?.issues[0]?.message
    : undefined;
  const query = trpc.methods.get.queryOptions({ apiId, resourceId, httpMethod });

  async function save(base: LoadedMethod, draft: LoadedMethod): Promise<void> {
    setStatus({ kind: 'saving' });
    try {
      const patch = patchBetween(base, draft);
      const { revision } = await client.methods.update.mutate({
        apiId,
        resourceId,
        httpMethod,
        expectedRevision: base.revision,
        patch,
      });
      const now = { ...draft, revision };
      setSaved(now);
      setMethod((current) => (current === draft ? now : { ...current, revision }));
      setStatus({ kind: 'idle', savedAtMs: Date.now() });
      queries.setQueryData(query.queryKey, now);
      await Promise.all([
        queries.invalidateQueries(trpc.resources.tree.queryFilter({ apiId })),
        queries.invalidateQueries(trpc.apis.header.queryFilter({ apiId })),
        queries.invalidateQueries(trpc.deployments.pathFilter()),
      ]);
    } catch (error) {
      const { code, message } = errorDetails(error);
      if (code === 'STALE') setConflictText(message);
      setStatus({ kind: 'failed', reason: message });
    }
  }
  const maySave = dirty && invalid === undefined && conflictText === null && status.kind === 'idle';

  const saveNow = useEffectEvent(() => void save(saved, method));
  useEffect(() => {
    if (!maySave) return undefined;
    const timer = setTimeout(saveNow, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [maySave, saved, method]);

  const saveOnLeaving = useEffectEvent(() => {
    if (maySave) saveNow();
  });
  useEffect(() => () => saveOnLeaving(), []);

  useEffect(() => {
    if (!dirty) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [dirty]);

  async function newest(): Promise<LoadedMethod> {
    return queries.fetchQuery({ ...query, staleTime: 0 });
  }
  async function takeTheirs() {
    const theirs = await newest();
    setSaved(theirs);
    setMethod(theirs);
    setGeneration((number) => number + 1);
    setConflictText(null);
    setStatus({ kind: 'idle', savedAtMs: null });
  }
  async function keepMine() {
    const theirs = await newest();
    setConflictText(null);
    await save(theirs, { ...method, revision: theirs.revision });
  }

  function state(): AutosaveState {
    if (invalid !== undefined) return { kind: 'failed', reason: invalid };
    if (status.kind === 'saving') return { kind: 'saving' };
    if (status.kind === 'failed') {
      return {
        kind: 'failed',
        reason: status.reason,
        onRetry: conflictText === null ? () => void save(saved, method) : undefined,
      };
    }
    if (dirty) return { kind: 'unsaved' };
    return status.savedAtMs === null ? { kind: 'clean' } : { kind: 'saved', atMs: status.savedAtMs };
  }
  return {
    method,
    edit: (patch) => {
      setMethod((current) => ({ ...current, ...patch }));
      if (conflictText === null && status.kind === 'failed') setStatus({ kind: 'idle', savedAtMs: null });
    },
    state: state(),
    generation,
    conflict: conflictText === null ? null : { message: conflictText, takeTheirs, keepMine },
  };
}
