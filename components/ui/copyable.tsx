import { cn } from './class-names.ts';
import { CopyButton } from './copy-button.tsx';

export interface CopyableProps {
  /** What is copied. */
  value: string;
  /** What is shown when it differs, such as a shortened hash. */
  text?: string;
  label?: string;
  className?: string;
}

/** An id, URL or key in mono with its copy button. */
export function Copyable({ value, text = value, label, className }: CopyableProps) {
  return (
    <span className={cn('inline-flex max-w-full min-w-0 items-center gap-0.5 align-middle', className)}>
      <span className="truncate font-mono" title={text === value ? undefined : value}>
        {text}
      </span>
      <CopyButton value={value} label={label} />
    </span>
  );
}
