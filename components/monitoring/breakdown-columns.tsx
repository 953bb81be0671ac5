import { formatValue } from '../chart/format-value.ts';
import type { Column } from '../table/column.ts';
import type { Outputs } from '../trpc.ts';
import { latencyText, sharePercent } from './traffic-text.ts';

export type BreakdownRow = Outputs['telemetry']['breakdown']['rows'][number];

function Share({ part, whole, tone }: { part: number; whole: number; tone: string }) {
  const percent = sharePercent(part, whole);
  if (percent === null || percent === 0) return <span className="text-faint">0 %</span>;
  return <span className={tone}>{formatValue(percent, 'percent')}</span>;
}

/** A table of traffic: what its rows are about, then the same numbers in every table. */
export function breakdownColumns(subject: Column<BreakdownRow>): Column<BreakdownRow>[] {
  return [
    subject,
    {
      key: 'count',
      header: 'Requests',
      width: '90px',
      align: 'end',
      cell: ({ count }) => formatValue(count, 'count'),
    },
    {
      key: '4xx',
      header: '4xx',
      width: '80px',
      align: 'end',
      cell: ({ count4xx, count }) => <Share part={count4xx} whole={count} tone="text-warning" />,
    },
    {
      key: '5xx',
      header: '5xx',
      width: '80px',
      align: 'end',
      cell: ({ count5xx, count }) => <Share part={count5xx} whole={count} tone="text-failing" />,
    },
    { key: 'p50', header: 'p50', width: '80px', align: 'end', hideBelow: 'sm', cell: ({ p50 }) => latencyText(p50) },
    { key: 'p90', header: 'p90', width: '80px', align: 'end', hideBelow: 'md', cell: ({ p90 }) => latencyText(p90) },
    { key: 'p99', header: 'p99', width: '80px', align: 'end', hideBelow: 'sm', cell: ({ p99 }) => latencyText(p99) },
    {
      key: 'integration',
      header: 'Integration p90',
      width: '120px',
      align: 'end',
      hideBelow: 'lg',
      cell: ({ integrationP90 }) => latencyText(integrationP90),
    },
  ];
}
