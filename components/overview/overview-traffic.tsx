'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import { StatusChart } from '../chart/status-chart.tsx';
import { errorDetails } from '../error-details.ts';
import { chartMarks } from '../monitoring/stage-marks.ts';
import { windowOf } from '../monitoring/time-window.ts';
import { useTRPC } from '../trpc.ts';
import { Card } from '../ui/card.tsx';
import { TextLink } from '../ui/text-link.tsx';
import { useNow } from '../ui/use-now.ts';

/** The requests of the last 24 hours; a click leads to the requests behind a step. */
export function OverviewTraffic({ apiId }: { apiId: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const span = windowOf('24h', useNow());
  const { data, error } = useQuery(
    trpc.telemetry.series.queryOptions(
      { apiId, ...span },
      { placeholderData: keepPreviousData, refetchInterval: 60_000 },
    ),
  );
  const marks = useMemo(() => chartMarks(data?.marks ?? [], 'api'), [data]);
  return (
    <Card>
      <StatusChart
        title="Requests, last 24 hours"
        range={data?.range ?? { fromMs: span.from.getTime(), toMs: span.to.getTime(), stepMs: 300_000 }}
        buckets={data?.points ?? []}
        marks={marks}
        heightPx={160}
        loading={!data}
        failure={error ? errorDetails(error).message : null}
        emptyReason="No request reached this API in the last 24 hours."
        onPointClick={(atMs) => router.push(`/apis/${apiId}/dashboard?range=24h&status=all&at=${atMs}`)}
        actions={<TextLink href={`/apis/${apiId}/dashboard?range=24h`}>Dashboard</TextLink>}
      />
    </Card>
  );
}
