'use client';

import { cn } from '../ui/class-names.ts';
import { type TimeRangeName, timeRangeOptions } from './time-window.ts';

export interface TimeRangeSelectProps {
  value: TimeRangeName;
  onChange: (range: TimeRangeName) => void;
}

/** The span of time that a page of charts shows. */
export function TimeRangeSelect({ value, onChange }: TimeRangeSelectProps) {
  return (
    <div role="group" aria-label="Time range" className="inline-flex rounded-md border border-control bg-canvas p-0.5">
      {timeRangeOptions.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
          className={cn(
            'h-6.5 rounded-sm px-2.5 text-meta font-medium whitespace-nowrap text-muted transition-colors hover:text-ink',
            option.value === value && 'bg-accent-soft text-accent hover:text-accent',
          )}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
