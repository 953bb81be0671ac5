import { Check, Circle, Minus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './class-names.ts';
import { Spinner } from './spinner.tsx';

export type StepState = 'waiting' | 'running' | 'done' | 'failed' | 'skipped';

export interface Step {
  label: string;
  state: StepState;
  /** How far, while running and after: 312 of 1,040. */
  count?: { done: number; total: number };
  detail?: ReactNode;
}

const WORDS: Record<StepState, string> = {
  waiting: 'waiting',
  running: 'running',
  done: 'done',
  failed: 'failed',
  skipped: 'skipped',
};

function StepMark({ state }: { state: StepState }) {
  switch (state) {
    case 'running':
      return <Spinner className="text-accent" />;
    case 'done':
      return <Check className="size-4 text-ok" aria-hidden="true" />;
    case 'failed':
      return <X className="size-4 text-failing" aria-hidden="true" />;
    case 'skipped':
      return <Minus className="size-4 text-faint" aria-hidden="true" />;
    case 'waiting':
      return <Circle className="size-4 p-0.5 text-faint" aria-hidden="true" />;
  }
}

/** Long work as steps with counts. The list is a live region: a screen reader hears each step as it changes. */
export function Steps({ steps, className }: { steps: readonly Step[]; className?: string }) {
  return (
    <ol aria-live="polite" className={cn('grid gap-1.5', className)}>
      {steps.map((step) => (
        <li key={step.label} className="flex items-start gap-2">
          <span className="flex h-5 items-center">
            <StepMark state={step.state} />
          </span>
          <span className="min-w-0 grow">
            <span className={cn(step.state === 'waiting' && 'text-muted')}>{step.label}</span>
            <span className="sr-only">: {WORDS[step.state]}</span>
            {step.detail ? <span className="block text-meta break-words text-muted">{step.detail}</span> : null}
          </span>
          {step.count ? (
            <span className="text-meta leading-5 text-muted">
              {step.count.done.toLocaleString('en-US')} of {step.count.total.toLocaleString('en-US')}
            </span>
          ) : null}
        </li>
      ))}
    </ol>
  );
}
