'use client';

import * as Radix from 'radix-ui/dialog';
import type { ReactNode } from 'react';
import { cn } from './class-names.ts';
import { DialogHeader } from './dialog-header.tsx';
import { ModalBoundary } from './overlay-depth.tsx';
import { focusFirstField, returnFocus } from './page-focus.ts';

export interface SheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  footer?: ReactNode;
  size?: 'md' | 'lg';
  /** Called before closing by Escape or a click outside; return false to keep what the person typed. */
  mayClose?: () => boolean;
  children: ReactNode;
}

const WIDTH = { md: 'max-w-120', lg: 'max-w-190' };

/** A modal panel at the right edge, for creating and editing what is short. */
export function Sheet({ open, onOpenChange, title, description, footer, size = 'md', mayClose, children }: SheetProps) {
  function guard(event: Event) {
    if (mayClose && !mayClose()) event.preventDefault();
  }
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <ModalBoundary>
          <Radix.Overlay className="fixed inset-0 z-40 animate-fade-in bg-scrim" />
          <Radix.Content
            onOpenAutoFocus={focusFirstField}
            onCloseAutoFocus={returnFocus}
            {...(description ? {} : { 'aria-describedby': undefined })}
            onEscapeKeyDown={guard}
            onPointerDownOutside={guard}
            className={cn(
              'fixed inset-y-0 right-0 z-40 flex w-full animate-from-right flex-col border-l border-line bg-raised shadow-overlay focus:outline-none',
              WIDTH[size],
            )}
          >
            <DialogHeader title={title} description={description} />
            <div className="min-h-0 grow overflow-auto px-4 pt-1 pb-4">{children}</div>
            {footer ? (
              <div className="flex flex-wrap justify-end gap-2 border-t border-line px-4 py-3">{footer}</div>
            ) : null}
          </Radix.Content>
        </ModalBoundary>
      </Radix.Portal>
    </Radix.Root>
  );
}
