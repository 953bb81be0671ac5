import { cn } from './class-names.ts';

export type HealthState = 'ok' | 'warning' | 'failing' | 'pending' | 'unknown';

const COLOUR: Record<HealthState, string> = {
  ok: 'text-ok',
  warning: 'text-warning',
  failing: 'text-failing',
  pending: 'text-accent',
  unknown: 'text-faint',
};

function Shape({ state }: { state: HealthState }) {
  switch (state) {
    case 'ok':
      return <circle cx="5" cy="5" r="4" fill="currentColor" />;
    case 'warning':
      return <path d="M5 0.8 9.6 9H0.4Z" fill="currentColor" />;
    case 'failing':
      return <path d="M5 0.3 9.7 5 5 9.7 0.3 5Z" fill="currentColor" />;
    case 'pending':
      return (
        <>
          <circle cx="5" cy="5" r="3.5" fill="none" stroke="currentColor" />
          <path d="M5 1.5a3.5 3.5 0 0 1 0 7Z" fill="currentColor" />
        </>
      );
    case 'unknown':
      return <circle cx="5" cy="5" r="3.5" fill="none" stroke="currentColor" strokeWidth="1.5" />;
  }
}

/** The state of a thing as a mark: each state has its own shape, so colour is never the only sign. */
export function StateDot({ state, label, className }: { state: HealthState; label?: string; className?: string }) {
  return (
    <svg
      viewBox="0 0 10 10"
      className={cn('size-2.5 shrink-0', COLOUR[state], className)}
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      <Shape state={state} />
    </svg>
  );
}
