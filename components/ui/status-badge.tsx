import { cn } from './class-names.ts';

const CLASS_STYLE: Record<string, string> = {
  '2': 'bg-status-2xx-soft text-status-2xx',
  '3': 'bg-status-3xx-soft text-status-3xx',
  '4': 'bg-status-4xx-soft text-status-4xx',
  '5': 'bg-status-5xx-soft text-status-5xx',
};

export interface StatusBadgeProps {
  /** An HTTP status (`404`) or a class (`4xx`). */
  status: number | string;
  className?: string;
}

export function StatusBadge({ status, className }: StatusBadgeProps) {
  const text = String(status);
  return (
    <span
      className={cn(
        'inline-flex h-5 shrink-0 align-middle items-center rounded-sm px-1.5 font-mono text-meta font-medium',
        CLASS_STYLE[text.charAt(0)] ?? 'bg-any-soft text-any',
        className,
      )}
    >
      {text}
    </span>
  );
}
