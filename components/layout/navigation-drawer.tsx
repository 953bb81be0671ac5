'use client';

import { X } from 'lucide-react';
import * as Radix from 'radix-ui/dialog';
import type { ReactNode } from 'react';
import { IconButton } from '../ui/icon-button.tsx';
import { returnFocus } from '../ui/page-focus.ts';

export interface NavigationDrawerProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
}

/** The rail on narrow windows: a drawer from the left. */
export function NavigationDrawer({ open, onOpenChange, children }: NavigationDrawerProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-30 animate-fade-in bg-scrim" />
        <Radix.Content
          onCloseAutoFocus={returnFocus}
          aria-describedby={undefined}
          className="fixed inset-y-0 left-0 z-30 flex w-72 max-w-[calc(100vw-48px)] animate-from-left flex-col gap-3 overflow-y-auto border-r border-line bg-subtle p-3 shadow-overlay focus:outline-none"
        >
          <Radix.Title className="sr-only">Navigation</Radix.Title>
          <Radix.Close asChild>
            <IconButton label="Close navigation" tooltip={false} icon={<X aria-hidden="true" />} className="self-end" />
          </Radix.Close>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
