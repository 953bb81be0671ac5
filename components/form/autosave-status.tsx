'use client';

import { Check, CircleAlert, Pencil } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { Spinner } from '../ui/spinner.tsx';

export type AutosaveState =
  | { kind: 'clean' }
  | { kind: 'unsaved' }
  | { kind: 'saving' }
  | { kind: 'saved'; atMs: number }
  | { kind: 'failed'; reason: string; onRetry?: () => void };

/** Where the saving stands, always in the same place, and heard by screen readers. */
export function AutosaveStatus({ state }: { state: AutosaveState }) {
  return (
    <span
      role="status"
      className="inline-flex min-h-5 min-w-0 items-center gap-1.5 text-meta text-muted [&>svg]:size-3.5"
    >
      <AutosaveWords state={state} />
    </span>
  );
}

function AutosaveWords({ state }: { state: AutosaveState }) {
  switch (state.kind) {
    case 'clean':
      return null;
    case 'unsaved':
      return (
        <>
          <Pencil aria-hidden="true" />
          Not saved yet
        </>
      );
    case 'saving':
      return (
        <>
          <Spinner />
          Saving…
        </>
      );
    case 'saved':
      return (
        <>
          <Check className="text-ok" aria-hidden="true" />
          <span>
            Saved <RelativeTime at={state.atMs} />
          </span>
        </>
      );
    case 'failed':
      return (
        <>
          <CircleAlert className="shrink-0 text-failing" aria-hidden="true" />
          <span className="min-w-0 break-words text-failing">Not saved: {state.reason}</span>
          {state.onRetry ? (
            <Button size="sm" onClick={state.onRetry}>
              Save again
            </Button>
          ) : null}
        </>
      );
  }
}
