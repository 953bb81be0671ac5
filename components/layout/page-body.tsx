import type { ReactNode } from 'react';
import { cn } from '../ui/class-names.ts';

export interface PageBodyProps {
  /** `full` for tables, trees, charts and editors; text and forms stay at 1,280 px. */
  width?: 'page' | 'full';
  className?: string;
  children: ReactNode;
}

/** The gutters and the rhythm of a page. */
export function PageBody({ width = 'page', className, children }: PageBodyProps) {
  return (
    <div
      className={cn(
        'mx-auto grid w-full min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-4 px-4 py-6 md:px-6',
        width === 'page' && 'max-w-page',
        className,
      )}
    >
      {children}
    </div>
  );
}
