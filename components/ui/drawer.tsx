'use client';

import * as Radix from 'radix-ui/dialog';
import type { ReactNode } from 'react';
import { cn } from './class-names.ts';
import { DialogHeader } from './dialog-header.tsx';
import { focusFirstField, returnFocus } from './page-focus.ts';

export interface DrawerProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  footer?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A panel at the right edge that leaves the page usable beside it, such as the test call beside the method. */
export function Drawer({ open, onOpenChange, title, description, footer, className, children }: DrawerProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange} modal={false}>
      <Radix.Portal>
        <Radix.Content
          onOpenAutoFocus={focusFirstField}
          onCloseAutoFocus={returnFocus}
          {...(description ? {} : { 'aria-describedby': undefined })}
          onInteractOutside={(event) => event.preventDefault()}
          className={cn(
            'fixed inset-y-0 right-0 z-30 flex w-full max-w-120 animate-from-right flex-col border-l border-line bg-raised shadow-overlay focus:outline-none',
            className,
          )}
        >
          <DialogHeader title={title} description={description} />
          <div className="min-h-0 grow overflow-auto px-4 pt-1 pb-4">{children}</div>
          {footer ? (
            <div className="flex flex-wrap justify-end gap-2 border-t border-line px-4 py-3">{footer}</div>
          ) : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
