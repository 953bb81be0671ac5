import { cva, type VariantProps } from 'class-variance-authority';
import type { ReactNode } from 'react';
import { cn } from './class-names.ts';

const badgeStyle = cva(
  'inline-flex h-5 shrink-0 align-middle items-center gap-1 rounded-sm border px-1.5 text-meta font-medium whitespace-nowrap [&_svg]:size-3',
  {
    variants: {
      tone: {
        neutral: 'border-line bg-hover text-muted',
        accent: 'border-accent-line bg-accent-soft text-accent',
        ok: 'border-ok-line bg-ok-soft text-ok',
        warning: 'border-warning-line bg-warning-soft text-warning',
        failing: 'border-failing-line bg-failing-soft text-failing',
        stable: 'border-stable-line bg-stable-soft text-stable',
        canary: 'border-canary-line bg-canary-soft text-canary',
      },
    },
    defaultVariants: { tone: 'neutral' },
  },
);

export type Tone = NonNullable<VariantProps<typeof badgeStyle>['tone']>;

export interface BadgeProps {
  tone?: Tone;
  icon?: ReactNode;
  className?: string;
  children: ReactNode;
}

export function Badge({ tone, icon, className, children }: BadgeProps) {
  return (
    <span className={cn(badgeStyle({ tone }), className)}>
      {icon}
      {children}
    </span>
  );
}
