'use client';

import { usePlotArea, useXAxisScale } from 'recharts';
import type { ChartMark } from './chart-types.ts';
import { labelAnchor, writtenLabels } from './prepare-marks.ts';

const LABEL_ROOM_PX = 36;

/** Deployments as thin lines with their version; where they stand close together only the first one's is written. */
export function ChartMarks({ marks }: { marks: readonly ChartMark[] }) {
  const plot = usePlotArea();
  const scale = useXAxisScale();
  if (!plot || !scale) return null;
  const placed = marks.flatMap((mark) => {
    const x = scale(mark.atMs);
    return x === undefined || x < plot.x || x > plot.x + plot.width ? [] : [{ mark, x }];
  });
  const written = writtenLabels(
    placed.map((one) => one.x),
    LABEL_ROOM_PX,
  );
  return (
    <g aria-hidden="true">
      {placed.map(({ mark, x }, index) => (
        <g key={`${mark.atMs}-${mark.label}`}>
          <path d={`M${x} ${plot.y - 2}V${plot.y + plot.height}`} stroke="var(--color-control)" strokeDasharray="2 3" />
          {written.has(index) ? (
            <text
              x={x}
              y={plot.y - 6}
              textAnchor={labelAnchor(mark.label, x, plot.x, plot.x + plot.width)}
              fontSize={11}
              fill="var(--color-muted)"
            >
              {mark.label}
            </text>
          ) : null}
        </g>
      ))}
    </g>
  );
}
