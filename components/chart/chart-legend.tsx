import { colourValue, type DrawnSeries } from './chart-types.ts';

/** The stroke of a series: its colour and whether it is dashed. */
export function SeriesMark({ series, shape }: { series: DrawnSeries; shape: 'line' | 'bar' }) {
  if (shape === 'bar') {
    return (
      <svg viewBox="0 0 10 10" className="size-2.5 shrink-0" aria-hidden="true">
        <rect width="10" height="10" rx="2" fill={colourValue(series.colour)} />
      </svg>
    );
  }
  return (
    <svg viewBox="0 0 14 4" className="h-1 w-3.5 shrink-0" aria-hidden="true">
      <path
        d="M1 2H13"
        stroke={colourValue(series.colour)}
        strokeWidth="2"
        strokeLinecap="round"
        strokeDasharray={series.dashed ? '3 3' : undefined}
      />
    </svg>
  );
}

/** Where labels at the lines' ends have no room. */
export function ChartLegend({ series, shape }: { series: readonly DrawnSeries[]; shape: 'line' | 'bar' }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-meta text-muted">
      {series.map((one) => (
        <li key={one.key} className="flex min-w-0 items-center gap-1.5">
          <SeriesMark series={one} shape={shape} />
          <span className="truncate">{one.label}</span>
        </li>
      ))}
    </ul>
  );
}
