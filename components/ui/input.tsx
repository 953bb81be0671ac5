import type { ComponentProps, ReactNode } from 'react';
import { cn } from './class-names.ts';
import { controlStyle } from './control-style.ts';

export interface InputProps extends ComponentProps<'input'> {
  /** For paths, ids, values and code. */
  mono?: boolean;
  /** Inside the box, before the text: an icon or a fixed prefix. */
  before?: ReactNode;
  /** Inside the box, after the text: a unit. */
  after?: ReactNode;
}

export function Input({ mono = false, before, after, className, type = 'text', ...props }: InputProps) {
  const field = cn(controlStyle, 'h-8 read-only:bg-subtle', mono && 'font-mono');
  if (before == null && after == null) return <input type={type} {...props} className={cn(field, className)} />;
  return (
    <span className={cn('relative flex w-full items-center', className)}>
      {before == null ? null : (
        <span className="pointer-events-none absolute left-2.5 flex items-center text-muted [&_svg]:size-4">
          {before}
        </span>
      )}
      <input type={type} {...props} className={cn(field, before != null && 'pl-8', after != null && 'pr-14')} />
      {after == null ? null : (
        <span className="pointer-events-none absolute right-2.5 flex items-center text-meta text-muted">{after}</span>
      )}
    </span>
  );
}
