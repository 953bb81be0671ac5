'use client';

import { NuqsAdapter } from 'nuqs/adapters/next/app';
import type { ReactNode } from 'react';
import { usePageFocus } from '../ui/page-focus.ts';
import { Toaster } from '../ui/toast.tsx';
import { TooltipProvider } from '../ui/tooltip.tsx';

/** What every page of the interface stands on: state in the URL, tooltips, toasts. */
export function InterfaceProviders({ children }: { children: ReactNode }) {
  usePageFocus();
  return (
    <NuqsAdapter>
      <TooltipProvider>{children}</TooltipProvider>
      <Toaster />
    </NuqsAdapter>
  );
}
