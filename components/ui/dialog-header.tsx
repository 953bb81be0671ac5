'use client';

import { X } from 'lucide-react';
import * as Radix from 'radix-ui/dialog';
import type { ReactNode } from 'react';
import { IconButton } from './icon-button.tsx';

/** The head that dialog, sheet and drawer share. */
export function DialogHeader({ title, description }: { title: ReactNode; description?: ReactNode }) {
  return (
    <div className="flex items-start gap-3 px-4 pt-3 pb-2">
      <div className="min-w-0 grow pt-1">
        <Radix.Title className="text-title font-medium">{title}</Radix.Title>
        {description ? <Radix.Description className="mt-1 text-muted">{description}</Radix.Description> : null}
      </div>
      <Radix.Close asChild>
        <IconButton label="Close" icon={<X aria-hidden="true" />} tooltip={false} className="-mr-1.5" />
      </Radix.Close>
    </div>
  );
}
