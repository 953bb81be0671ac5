'use client';

import * as Radix from 'radix-ui/dialog';
import type { ReactNode } from 'react';
import { cn } from './class-names.ts';
import { DialogHeader } from './dialog-header.tsx';
import { ModalBoundary } from './overlay-depth.tsx';
import { focusFirstField, returnFocus } from './page-focus.ts';

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  /** Buttons, the primary one last. */
  footer?: ReactNode;
  size?: 'sm' | 'md' | 'lg';
  children?: ReactNode;
}

const WIDTH = { sm: 'max-w-100', md: 'max-w-130', lg: 'max-w-190' };

export function Dialog({ open, onOpenChange, title, description, footer, size = 'md', children }: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <ModalBoundary>
          <Radix.Overlay className="fixed inset-0 z-40 animate-fade-in bg-scrim" />
          <Radix.Content
            onOpenAutoFocus={focusFirstField}
            onCloseAutoFocus={returnFocus}
            {...(description ? {} : { 'aria-describedby': undefined })}
            className={cn(
              'fixed inset-x-4 top-[12vh] z-40 mx-auto flex max-h-[76vh] animate-rise-in flex-col rounded-md border border-line bg-raised shadow-overlay focus:outline-none',
              WIDTH[size],
            )}
          >
            <DialogHeader title={title} description={description} />
            {children ? <div className="min-h-0 grow overflow-auto px-4 py-1 pb-4">{children}</div> : null}
            {footer ? (
              <div className="flex flex-wrap justify-end gap-2 border-t border-line px-4 py-3">{footer}</div>
            ) : null}
          </Radix.Content>
        </ModalBoundary>
      </Radix.Portal>
    </Radix.Root>
  );
}
