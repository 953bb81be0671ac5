import { cn } from './class-names.ts';

const VERB_STYLE: Record<string, string> = {
  GET: 'bg-get-soft text-get',
  POST: 'bg-post-soft text-post',
  PUT: 'bg-put-soft text-put',
  PATCH: 'bg-patch-soft text-patch',
  DELETE: 'bg-delete-soft text-delete',
};
const OTHER_VERB_STYLE = 'bg-any-soft text-any';

export interface MethodBadgeProps {
  /** GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS or ANY. */
  method: string;
  /** All badges equally wide, for columns and trees. */
  fixed?: boolean;
  className?: string;
}

export function MethodBadge({ method, fixed = false, className }: MethodBadgeProps) {
  return (
    <span
      className={cn(
        'inline-flex h-5 shrink-0 align-middle items-center justify-center rounded-sm px-1.5 font-mono text-meta font-medium',
        fixed && 'w-16',
        VERB_STYLE[method] ?? OTHER_VERB_STYLE,
        className,
      )}
    >
      {method}
    </span>
  );
}
