'use client';

import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { cn } from '../ui/class-names.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Input } from '../ui/input.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { useSlashFocus } from './use-slash-focus.ts';

export interface SearchBoxProps {
  /** Its accessible name and placeholder: "Search APIs". */
  label: string;
  value: string;
  /** Called when typing pauses. */
  onChange: (value: string) => void;
  delayMs?: number;
  className?: string;
}

/** The search of a page: `/` goes to it, Escape clears it. */
export function SearchBox({ label, value, onChange, delayMs = 200, className }: SearchBoxProps) {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? value;
  useSlashFocus(input);

  useEffect(() => {
    if (typed === null) return undefined;
    const timer = setTimeout(() => {
      onChange(typed);
      setTyped(null);
    }, delayMs);
    return () => clearTimeout(timer);
  }, [typed, delayMs, onChange]);

  function clear() {
    setTyped(null);
    onChange('');
    input.current?.focus();
  }
  return (
    <div role="search" className={cn('relative w-full sm:max-w-80', className)}>
      <Input
        ref={input}
        type="text"
        aria-label={label}
        aria-keyshortcuts="/"
        placeholder={label}
        value={shown}
        spellCheck={false}
        autoComplete="off"
        before={<Search aria-hidden="true" />}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && shown !== '') {
            event.stopPropagation();
            clear();
          }
        }}
      />
      <span className="absolute inset-y-0 right-1.5 flex items-center">
        {shown === '' ? (
          <span aria-hidden="true" className="pointer-events-none max-md:hidden">
            <Kbd>/</Kbd>
          </span>
        ) : (
          <IconButton
            label="Clear search"
            size="sm"
            className="size-6"
            icon={<X aria-hidden="true" />}
            onClick={clear}
          />
        )}
      </span>
    </div>
  );
}
