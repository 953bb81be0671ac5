import type { ReactNode } from 'react';
import { cn } from './class-names.ts';

export interface EmptyStateProps {
  icon?: ReactNode;
  title: string;
  /** What this is, in one or two sentences. */
  description: ReactNode;
  /** The one next act. */
  action?: ReactNode;
  /** A link to how. */
  help?: ReactNode;
  className?: string;
}

export function EmptyState({ icon, title, description, action, help, className }: EmptyStateProps) {
  return (
    <div className={cn('mx-auto flex max-w-100 flex-col items-center px-4 py-12 text-center', className)}>
      {icon ? (
        <span className="mb-3 flex size-10 items-center justify-center rounded-md border border-line bg-subtle text-muted [&_svg]:size-5">
          {icon}
        </span>
      ) : null}
      <h2 className="text-title">{title}</h2>
      <p className="mt-1 text-muted">{description}</p>
      {action ? <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div> : null}
      {help ? <div className="mt-3 text-meta">{help}</div> : null}
    </div>
  );
}
