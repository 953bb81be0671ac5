import type { ChartMark, ChartRow, DrawnSeries, TimeRange, Unit } from './chart-types.ts';

/** What a drawing takes: all of it prepared, nothing of it computed there. */
export interface DrawProps {
  range: TimeRange;
  rows: readonly ChartRow[];
  series: readonly DrawnSeries[];
  max: number;
  unit: Unit;
  marks: readonly ChartMark[];
  heightPx: number;
  /** Called with the start of the bucket that was clicked. */
  onPointClick?: (atMs: number) => void;
  clickHint?: string;
}
