import { cn } from './class-names.ts';

/** A sluice gate, half raised: two posts, the gate between them, the water that passes under it. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" fill="none" aria-hidden="true" className={cn('size-6 shrink-0', className)}>
      <rect x="1" y="1" width="22" height="22" rx="5" fill="var(--color-accent-solid)" />
      <path d="M6.5 4.5v15M17.5 4.5v15" stroke="var(--color-on-accent)" strokeWidth="2" strokeLinecap="round" />
      <rect x="9" y="4.5" width="6" height="7" rx="1" fill="var(--color-on-accent)" />
      <path
        d="M9 15.25c1 0 1-.9 2-.9s1 .9 2 .9 1-.9 2-.9M9 18.75c1 0 1-.9 2-.9s1 .9 2 .9 1-.9 2-.9"
        stroke="var(--color-on-accent)"
        strokeWidth="1.5"
        strokeLinecap="round"
      />
    </svg>
  );
}
