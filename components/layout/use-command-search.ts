'use client';

import { useEffect, useState } from 'react';
import type { PaletteCommand } from './command-palette.tsx';

export type CommandSearch = (query: string, signal: AbortSignal) => Promise<readonly PaletteCommand[]>;

export interface CommandResults {
  status: 'idle' | 'searching' | 'found' | 'failed';
  found: readonly PaletteCommand[];
}

const PAUSE_MS = 150;
const IDLE: CommandResults = { status: 'idle', found: [] };

interface Answer {
  query: string;
  found: readonly PaletteCommand[];
  failed: boolean;
}

/** Asks when typing pauses; an answer that comes after the next question is dropped. */
export function useCommandSearch(search: CommandSearch | undefined, text: string): CommandResults {
  const query = text.trim();
  const [answer, setAnswer] = useState<Answer | null>(null);

  useEffect(() => {
    if (!search || query === '') return undefined;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      search(query, controller.signal).then(
        (found) => !controller.signal.aborted && setAnswer({ query, found, failed: false }),
        () => !controller.signal.aborted && setAnswer({ query, found: [], failed: true }),
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [search, query]);

  if (!search || query === '') return IDLE;
  if (answer?.query === query) return { status: answer.failed ? 'failed' : 'found', found: answer.found };
  return { status: 'searching', found: answer?.found ?? [] };
}
