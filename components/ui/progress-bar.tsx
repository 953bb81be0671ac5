import { cn } from './class-names.ts';

export interface ProgressBarProps {
  label: string;
  value: number;
  max: number;
  tone?: 'accent' | 'warning' | 'failing' | 'canary';
  className?: string;
}

const FILL = { accent: 'bg-accent-solid', warning: 'bg-warning', failing: 'bg-failing', canary: 'bg-canary' };

export function ProgressBar({ label, value, max, tone = 'accent', className }: ProgressBarProps) {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value}
      className={cn('h-1.5 w-full overflow-hidden rounded-full bg-pressed', className)}
    >
      <div className={cn('h-full rounded-full transition-[width]', FILL[tone])} style={{ width: `${share * 100}%` }} />
    </div>
  );
}
