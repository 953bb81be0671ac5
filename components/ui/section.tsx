import { useId, type ReactNode } from 'react';
import { cn } from './class-names.ts';

export interface SectionProps {
  title: ReactNode;
  description?: ReactNode;
  /** Buttons at the right of the title. */
  actions?: ReactNode;
  /** In a box with a line around it; `flush` leaves the box without padding, for tables and code. */
  boxed?: boolean | 'flush';
  className?: string;
  children: ReactNode;
}

/** One titled part of a page. */
export function Section({ title, description, actions, boxed = false, className, children }: SectionProps) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId} className={cn('grid min-w-0 grid-cols-1 content-start gap-3', className)}>
      <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <h2 id={titleId} className="text-title">
            {title}
          </h2>
          {description ? <p className="text-muted">{description}</p> : null}
        </div>
        {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
      </div>
      {boxed ? (
        <div
          className={cn(
            'min-w-0 rounded-md border border-line bg-raised',
            boxed === 'flush' ? 'overflow-hidden' : 'p-4',
          )}
        >
          {children}
        </div>
      ) : (
        children
      )}
    </section>
  );
}
