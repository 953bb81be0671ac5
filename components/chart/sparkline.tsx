import { cn } from '../ui/class-names.ts';
import { colourValue, type SeriesColour } from './chart-types.ts';
import { sparklinePath } from './prepare-sparkline.ts';

export interface SparklineProps {
  /** What it shows: "Requests, last 24 hours". */
  label: string;
  /** From left to right; null is a gap. */
  values: readonly (number | null)[];
  colour?: SeriesColour;
  widthPx?: number;
  heightPx?: number;
  className?: string;
}

/** The course of a number, without axes: for tables and tiles. Drawn on the server as well. */
export function Sparkline({
  label,
  values,
  colour = 'series-1',
  widthPx = 96,
  heightPx = 20,
  className,
}: SparklineProps) {
  const path = sparklinePath(values, widthPx, heightPx);
  return (
    <svg
      role="img"
      aria-label={path === '' ? `${label}: no data` : label}
      viewBox={`-1 -1 ${widthPx + 2} ${heightPx + 2}`}
      width={widthPx + 2}
      height={heightPx + 2}
      className={cn('max-w-full align-middle', className)}
    >
      {path === '' ? (
        <path d={`M0 ${heightPx}H${widthPx}`} stroke="var(--color-line-strong)" strokeDasharray="2 3" />
      ) : (
        <path
          d={path}
          fill="none"
          stroke={colourValue(colour)}
          strokeWidth={1.5}
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      )}
    </svg>
  );
}
