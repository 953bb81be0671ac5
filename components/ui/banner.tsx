import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './class-names.ts';

const LOOK = {
  info: { icon: Info, box: 'border-accent-line bg-accent-soft', mark: 'text-accent' },
  ok: { icon: CircleCheck, box: 'border-ok-line bg-ok-soft', mark: 'text-ok' },
  warning: { icon: TriangleAlert, box: 'border-warning-line bg-warning-soft', mark: 'text-warning' },
  failing: { icon: CircleAlert, box: 'border-failing-line bg-failing-soft', mark: 'text-failing' },
} as const;

export interface BannerProps {
  tone?: keyof typeof LOOK;
  title?: ReactNode;
  /** Buttons or links at the end. */
  actions?: ReactNode;
  className?: string;
  children?: ReactNode;
}

export function Banner({ tone = 'info', title, actions, className, children }: BannerProps) {
  const { icon: Icon, box, mark } = LOOK[tone];
  return (
    <div
      role={tone === 'failing' ? 'alert' : 'status'}
      className={cn('flex flex-wrap items-start gap-x-3 gap-y-2 rounded-md border px-3 py-2', box, className)}
    >
      <Icon className={cn('mt-0.5 size-4 shrink-0', mark)} aria-hidden="true" />
      <div className="min-w-0 flex-1">
        {title ? <p className="font-medium">{title}</p> : null}
        {children ? <div className="break-words">{children}</div> : null}
      </div>
      {actions ? <div className="flex gap-2">{actions}</div> : null}
    </div>
  );
}
