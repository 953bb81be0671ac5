'use client';

import dynamic from 'next/dynamic';

/** The drawings, fetched when the first chart of a page is there to be drawn. */
export const LazyLines = dynamic(() => import('./draw-lines.tsx'), { ssr: false });
export const LazyBars = dynamic(() => import('./draw-bars.tsx'), { ssr: false });
