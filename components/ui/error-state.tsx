'use client';

import { CircleAlert } from 'lucide-react';
import { Button } from './button.tsx';
import { cn } from './class-names.ts';
import { CopyButton } from './copy-button.tsx';

export interface ErrorStateProps {
  /** What happened: "The APIs could not be loaded". */
  title: string;
  /** Why, as far as may be told. */
  reason: string;
  /** What to do about it. */
  advice?: string;
  /** To quote to whoever runs the server. */
  errorId?: string;
  onRetry?: () => void;
  className?: string;
}

export function ErrorState({ title, reason, advice, errorId, onRetry, className }: ErrorStateProps) {
  return (
    <div role="alert" className={cn('mx-auto flex max-w-110 flex-col items-center px-4 py-12 text-center', className)}>
      <span className="mb-3 flex size-10 items-center justify-center rounded-md border border-failing-line bg-failing-soft text-failing">
        <CircleAlert className="size-5" aria-hidden="true" />
      </span>
      <h2 className="text-title">{title}</h2>
      <p className="mt-1 break-words text-muted">{reason}</p>
      {advice ? <p className="mt-1 text-muted">{advice}</p> : null}
      {onRetry ? (
        <Button className="mt-4" onClick={onRetry}>
          Try again
        </Button>
      ) : null}
      {errorId ? (
        <p className="mt-3 flex items-center gap-1 text-meta text-muted">
          Error id <span className="font-mono">{errorId}</span>
          <CopyButton value={errorId} label="Copy error id" />
        </p>
      ) : null}
    </div>
  );
}
