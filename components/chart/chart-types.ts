/** A span of time cut into equal buckets. All times are ms since the epoch; `toMs` is exclusive. */
export interface TimeRange {
  fromMs: number;
  toMs: number;
  stepMs: number;
}

export type Unit = 'count' | 'ms' | 'percent' | 'bytes' | 'perSecond';

/** A colour token of globals.css that may draw a series. */
export type SeriesColour =
  | 'series-1'
  | 'series-2'
  | 'series-3'
  | 'series-4'
  | 'series-5'
  | 'series-others'
  | 'stable'
  | 'canary'
  | 'fill-2xx'
  | 'fill-4xx'
  | 'fill-5xx';

/** Something that happened at a moment, such as a deployment: a thin mark over the chart. */
export interface ChartMark {
  atMs: number;
  /** Short: "v13". */
  label: string;
}

/** One point in time with the value of every series; null where nothing was measured. */
export interface ChartRow {
  atMs: number;
  values: Readonly<Record<string, number | null>>;
}

/** A series as it is drawn. */
export interface DrawnSeries {
  key: string;
  label: string;
  colour: SeriesColour;
  dashed: boolean;
}

/** The CSS value of a colour token. */
export function colourValue(colour: SeriesColour): string {
  return `var(--color-${colour})`;
}
