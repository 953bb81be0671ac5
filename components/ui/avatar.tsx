import { cn } from './class-names.ts';

function initialsOf(name: string): string {
  const words = name.split(/[\s._@-]+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words[1]] : [words[0]];
  return letters.map((word) => (word ?? '').charAt(0).toUpperCase()).join('');
}

/** The initials of a person or a workspace; decorative, the name stands beside it. */
export function Avatar({ name, square = false, className }: { name: string; square?: boolean; className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        'inline-flex size-6 shrink-0 items-center justify-center border border-accent-line bg-accent-soft text-[11px] font-medium text-accent',
        square ? 'rounded-sm' : 'rounded-full',
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  );
}
