import type { ReactNode } from 'react';
import { MAIN_ID } from '../layout/skip-link.tsx';
import { cn } from '../ui/class-names.ts';

/** What a page of the portal is about: where the skip link leads. */
export function PortalMain({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <main id={MAIN_ID} tabIndex={-1} className={cn('min-w-0', className)}>
      {children}
    </main>
  );
}
