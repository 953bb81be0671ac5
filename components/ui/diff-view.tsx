import { cn } from './class-names.ts';

export type ChangeKind = 'added' | 'removed' | 'changed';

export interface Change {
  kind: ChangeKind;
  /** Where, in the words of the design: "GET /pets/{petId} · integration · uri". */
  path: string;
  before?: string;
  after?: string;
}

const LOOK: Record<ChangeKind, { sign: string; word: string; style: string }> = {
  added: { sign: '+', word: 'Added', style: 'bg-ok-soft text-ok' },
  removed: { sign: '−', word: 'Removed', style: 'bg-failing-soft text-failing' },
  changed: { sign: '~', word: 'Changed', style: 'bg-warning-soft text-warning' },
};

function Value({ sign, text, style }: { sign: string; text: string; style: string }) {
  return (
    <span className={cn('flex gap-2 rounded-sm px-2 py-0.5 font-mono text-meta', style)}>
      <span aria-hidden="true">{sign}</span>
      <span className="min-w-0 break-words whitespace-pre-wrap">{text}</span>
    </span>
  );
}

/** What differs, as a list of paths with the value before and after. */
export function DiffView({ changes, className }: { changes: readonly Change[]; className?: string }) {
  return (
    <ul className={cn('divide-y divide-line rounded-md border border-line', className)}>
      {changes.map((change, index) => {
        const look = LOOK[change.kind];
        return (
          <li key={`${change.path}-${index}`} className="flex items-start gap-2.5 px-3 py-2">
            <span
              className={cn('flex size-5 shrink-0 items-center justify-center rounded-sm font-mono', look.style)}
              aria-hidden="true"
            >
              {look.sign}
            </span>
            <div className="grid min-w-0 grow gap-1">
              <p className="break-words">
                <span className="sr-only">{look.word}: </span>
                {change.path}
              </p>
              {change.before === undefined ? null : (
                <Value sign="−" text={change.before} style="bg-failing-soft text-failing" />
              )}
              {change.after === undefined ? null : <Value sign="+" text={change.after} style="bg-ok-soft text-ok" />}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
