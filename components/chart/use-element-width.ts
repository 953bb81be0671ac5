'use client';

import { useCallback, useState } from 'react';

/** The width of an element in px, followed as it changes; null until it is known. Give `ref` to the element. */
export function useElementWidth(): {
  ref: (element: HTMLElement | null) => (() => void) | undefined;
  widthPx: number | null;
} {
  const [widthPx, setWidthPx] = useState<number | null>(null);
  const ref = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined;
    const observer = new ResizeObserver(([entry]) => entry && setWidthPx(Math.floor(entry.contentRect.width)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, widthPx };
}
