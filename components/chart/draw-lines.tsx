'use client';

import { Area, CartesianGrid, ComposedChart, Line, Tooltip, XAxis, YAxis, type DotItemDotProps } from 'recharts';
import { axesOf } from './chart-axes.ts';
import { useChartGroup } from './chart-group.tsx';
import { ChartLegend } from './chart-legend.tsx';
import { ChartMarks } from './chart-marks.tsx';
import { ChartTooltip } from './chart-tooltip.tsx';
import { colourValue, type ChartRow } from './chart-types.ts';
import type { DrawProps } from './draw-props.ts';
import { EndLabels } from './end-labels.tsx';
import { labelRoomPx } from './prepare-labels.ts';
import { isolatedRows } from './prepare-time-series.ts';
import { useElementWidth } from './use-element-width.ts';

const END_LABELS_FROM_PX = 440;

export default function DrawLines({
  range,
  rows,
  series,
  max,
  unit,
  marks,
  heightPx,
  onPointClick,
  clickHint,
  filled = false,
}: DrawProps & { filled?: boolean }) {
  const { ref, widthPx } = useElementWidth();
  const syncId = useChartGroup();
  const labelled = (widthPx ?? 0) >= END_LABELS_FROM_PX && series.length > 1;
  const axes = axesOf(range, rows, max, unit, widthPx ?? 0);
  const roomPx = labelled
    ? labelRoomPx(
        series.map((one) => one.label),
        widthPx ?? 0,
      )
    : 0;
  const margin = { top: marks.length > 0 ? 20 : 8, right: labelled ? roomPx : 12, bottom: 0, left: 0 };
  return (
    <div ref={ref} className="min-w-0">
      {!labelled && series.length > 1 ? <ChartLegend series={series} shape="line" /> : null}
      {widthPx === null ? (
        <div style={{ height: heightPx }} />
      ) : (
        <ComposedChart
          width={widthPx}
          height={heightPx}
          data={[...rows]}
          margin={margin}
          syncId={syncId}
          syncMethod="value"
          onClick={
            onPointClick
              ? (state) => state.activeLabel !== undefined && onPointClick(Number(state.activeLabel))
              : undefined
          }
          className={onPointClick ? 'cursor-pointer' : undefined}
        >
          <CartesianGrid vertical={false} stroke="var(--color-line)" />
          <XAxis dataKey="atMs" {...axes.x} />
          <YAxis {...axes.y} />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--color-muted)', strokeWidth: 1 }}
            content={({ active, payload }) => {
              const row = payload?.[0]?.payload as ChartRow | undefined;
              if (!active || !row) return null;
              return <ChartTooltip {...{ row, series, unit, clickHint }} stepMs={range.stepMs} shape="line" />;
            }}
          />
          <ChartMarks marks={marks} />
          {series.map((one) => {
            const alone = isolatedRows(rows, one.key);
            const shared = {
              name: one.label,
              dataKey: (row: ChartRow) => row.values[one.key] ?? null,
              stroke: colourValue(one.colour),
              strokeWidth: 1.5,
              strokeDasharray: one.dashed ? '4 3' : undefined,
              connectNulls: false,
              isAnimationActive: false,
              activeDot: { r: 3, strokeWidth: 0, fill: colourValue(one.colour) },
              dot: ({ key, cx, cy, payload }: DotItemDotProps) =>
                alone.has((payload as ChartRow).atMs) ? (
                  <circle key={key} cx={cx} cy={cy} r={2} fill={colourValue(one.colour)} />
                ) : (
                  <g key={key} />
                ),
            };
            return filled ? (
              <Area key={one.key} type="linear" {...shared} fill={colourValue(one.colour)} fillOpacity={0.12} />
            ) : (
              <Line key={one.key} type="linear" {...shared} />
            );
          })}
          {labelled ? <EndLabels rows={rows} series={series} roomPx={roomPx} /> : null}
        </ComposedChart>
      )}
    </div>
  );
}
