import type { ReactNode } from 'react';
import { cn } from './class-names.ts';
import { CopyButton } from './copy-button.tsx';

export function Code({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <code
      className={cn(
        'rounded-sm border border-line bg-subtle px-1 py-px font-mono text-[0.95em] break-words',
        className,
      )}
    >
      {children}
    </code>
  );
}

export interface CodeBlockProps {
  code: string;
  /** Above the code: a file name, a language. */
  title?: ReactNode;
  /** Lines are wrapped instead of scrolled. */
  wrap?: boolean;
  /** The height after which it scrolls, in px. */
  maxHeightPx?: number;
  className?: string;
}

export function CodeBlock({ code, title, wrap = false, maxHeightPx, className }: CodeBlockProps) {
  return (
    <figure className={cn('relative min-w-0 overflow-hidden rounded-md border border-line bg-subtle', className)}>
      {title ? (
        <figcaption className="flex h-8 items-center border-b border-line pr-9 pl-3 text-meta text-muted">
          {title}
        </figcaption>
      ) : null}
      <CopyButton value={code} label="Copy code" className="absolute top-1 right-1 bg-subtle" />
      <pre
        tabIndex={0}
        style={{ maxHeight: maxHeightPx }}
        className={cn(
          'overflow-auto px-3 py-2 font-mono text-meta leading-5 focus-visible:-outline-offset-2',
          !title && 'pr-9',
          wrap && 'break-words whitespace-pre-wrap',
        )}
      >
        <code>{code}</code>
      </pre>
    </figure>
  );
}
