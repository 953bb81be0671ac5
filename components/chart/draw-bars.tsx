'use client';

import { useId } from 'react';
import { Bar, BarChart, CartesianGrid, Tooltip, XAxis, YAxis } from 'recharts';
import { axesOf } from './chart-axes.ts';
import { useChartGroup } from './chart-group.tsx';
import { ChartLegend } from './chart-legend.tsx';
import { ChartMarks } from './chart-marks.tsx';
import { ChartTooltip } from './chart-tooltip.tsx';
import { colourValue, type ChartRow } from './chart-types.ts';
import type { DrawProps } from './draw-props.ts';
import { useElementWidth } from './use-element-width.ts';

const WIDE_BUCKET_PX = 4;
/** The legend's line, taken from the height so that charts side by side align. */
const LEGEND_PX = 20;

/** Stripes mark the last series of the stack, so that it is told from the others without colour. */
function Stripes({ id, colour }: { id: string; colour: string }) {
  return (
    <defs>
      <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="5" height="5" fill={colour} />
        <rect width="1.5" height="5" fill="var(--color-canvas)" fillOpacity="0.55" />
      </pattern>
    </defs>
  );
}

export default function DrawBars({
  range,
  rows,
  series,
  max,
  unit,
  marks,
  heightPx,
  onPointClick,
  clickHint,
}: DrawProps) {
  const { ref, widthPx } = useElementWidth();
  const syncId = useChartGroup();
  const stripesId = useId();
  const axes = axesOf(range, rows, max, unit, widthPx ?? 0);
  const striped = series.length > 1 ? series.at(-1) : undefined;
  return (
    <div ref={ref} className="grid min-w-0 gap-1">
      <ChartLegend series={series} shape="bar" />
      {widthPx === null ? (
        <div style={{ height: heightPx }} />
      ) : (
        <BarChart
          width={widthPx}
          height={heightPx - LEGEND_PX}
          data={[...rows]}
          margin={{ top: marks.length > 0 ? 20 : 8, right: 12, bottom: 0, left: 0 }}
          barCategoryGap={(widthPx - 80) / rows.length < WIDE_BUCKET_PX ? 0 : 1}
          syncId={syncId}
          syncMethod="value"
          onClick={
            onPointClick
              ? (state) => state.activeLabel !== undefined && onPointClick(Number(state.activeLabel))
              : undefined
          }
          className={onPointClick ? 'cursor-pointer' : undefined}
        >
          {striped ? <Stripes id={stripesId} colour={colourValue(striped.colour)} /> : null}
          <CartesianGrid vertical={false} stroke="var(--color-line)" />
          <XAxis dataKey="atMs" {...axes.x} />
          <YAxis {...axes.y} />
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: 'var(--color-hover)' }}
            content={({ active, payload }) => {
              const row = payload?.[0]?.payload as ChartRow | undefined;
              if (!active || !row) return null;
              return <ChartTooltip {...{ row, series, unit, clickHint }} stepMs={range.stepMs} shape="bar" />;
            }}
          />
          {series.map((one) => (
            <Bar
              key={one.key}
              name={one.label}
              stackId="status"
              dataKey={(row: ChartRow) => row.values[one.key] ?? null}
              fill={one === striped ? `url(#${stripesId})` : colourValue(one.colour)}
              isAnimationActive={false}
              maxBarSize={28}
            />
          ))}
          <ChartMarks marks={marks} />
        </BarChart>
      )}
    </div>
  );
}
