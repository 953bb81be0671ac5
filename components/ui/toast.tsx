'use client';

import { CircleAlert, CircleCheck } from 'lucide-react';
import { Toaster as Sonner, toast } from 'sonner';

/** Once at the root. */
export function Toaster() {
  return (
    <Sonner
      position="bottom-center"
      expand
      offset={16}
      gap={8}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-90 max-w-[calc(100vw-32px)] items-start gap-2.5 rounded-md border border-line bg-raised px-3 py-2.5 text-body text-ink shadow-float',
          content: 'min-w-0 grow',
          title: 'font-medium',
          description: 'text-muted break-words',
          actionButton:
            'h-7 shrink-0 rounded-md border border-line-strong px-2.5 font-medium hover:bg-hover focus-visible:outline-2',
        },
      }}
    />
  );
}

const DONE_MS = 5000;
const UNDO_MS = 8000;
const FAILED_MS = 12_000;

/** Says that something was done; with `undo`, how to take it back. */
export function toastDone(message: string, options: { description?: string; undo?: () => void } = {}): void {
  toast(message, {
    description: options.description,
    icon: <CircleCheck className="mt-0.5 size-4 text-ok" aria-hidden="true" />,
    duration: options.undo ? UNDO_MS : DONE_MS,
    action: options.undo ? { label: 'Undo', onClick: options.undo } : undefined,
  });
}

/** Says what was not done and why. */
export function toastFailed(message: string, options: { description?: string; retry?: () => void } = {}): void {
  toast(message, {
    description: options.description,
    icon: <CircleAlert className="mt-0.5 size-4 text-failing" aria-hidden="true" />,
    duration: FAILED_MS,
    action: options.retry ? { label: 'Try again', onClick: options.retry } : undefined,
  });
}
