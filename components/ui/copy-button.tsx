'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { cn } from './class-names.ts';
import { IconButton } from './icon-button.tsx';

export interface CopyButtonProps {
  value: string;
  /** What is copied: "Copy API id". */
  label?: string;
  className?: string;
}

const CONFIRMED_MS = 1500;

export function CopyButton({ value, label = 'Copy', className }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'idle' | 'copied' | 'refused'>('idle');

  useEffect(() => {
    if (outcome === 'idle') return undefined;
    const timer = setTimeout(() => setOutcome('idle'), CONFIRMED_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(value);
      setOutcome('copied');
    } catch {
      setOutcome('refused');
    }
  }

  const words = { idle: label, copied: 'Copied', refused: 'The browser refused; select and copy by hand' }[outcome];
  return (
    <>
      <IconButton
        size="sm"
        label={words}
        onClick={() => void copy()}
        className={cn('size-6', className)}
        icon={
          outcome === 'copied' ? (
            <Check className="!size-3.5 text-ok" aria-hidden="true" />
          ) : (
            <Copy className="!size-3.5" aria-hidden="true" />
          )
        }
      />
      <span aria-live="polite" className="sr-only">
        {outcome === 'idle' ? '' : words}
      </span>
    </>
  );
}
