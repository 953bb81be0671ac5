import { clsx, type ClassValue } from 'clsx';
import { extendTailwindMerge } from 'tailwind-merge';

/* Our own theme keys, so that the merge tells a size from a colour (`text-meta` against `text-muted`). */
const merge = extendTailwindMerge({
  extend: {
    theme: {
      text: ['meta', 'body', 'title', 'display'],
      shadow: ['float', 'overlay'],
      container: ['page'],
      animate: ['fade-in', 'rise-in', 'from-right', 'from-left', 'late', 'spin', 'pulse'],
    },
  },
});

/** Joins class names; of two that set the same property the later one wins. */
export function cn(...values: ClassValue[]): string {
  return merge(clsx(values));
}
