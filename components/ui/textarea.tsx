import type { ComponentProps } from 'react';
import { cn } from './class-names.ts';
import { controlStyle } from './control-style.ts';

export interface TextareaProps extends ComponentProps<'textarea'> {
  mono?: boolean;
}

export function Textarea({ mono = false, className, rows = 4, ...props }: TextareaProps) {
  return (
    <textarea
      rows={rows}
      {...props}
      className={cn(controlStyle, 'min-h-16 resize-y py-1.5 read-only:bg-subtle', mono && 'font-mono', className)}
    />
  );
}
