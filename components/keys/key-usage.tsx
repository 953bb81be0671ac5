'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { usageDay } from '#core/plans/period.ts';
import { QueryError } from '../layout/query-error.tsx';
import { type Outputs, useTRPC } from '../trpc.ts';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { Section } from '../ui/section.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';

const DAY_MS = 86_400_000;
const DAYS = 14;

type PlanUsage = Outputs['keys']['usage']['items'][number];

function QuotaLine({ quota }: { quota: NonNullable<PlanUsage['quota']> }) {
  const { used, limit, period, resetsAt } = quota;
  return (
    <div className="grid gap-1">
      <ProgressBar
        label={`${used.toLocaleString('en-US')} of ${limit.toLocaleString('en-US')} requests this ${period.toLowerCase()}`}
        value={Math.min(used, limit)}
        max={limit}
        tone={used >= limit ? 'failing' : used >= limit * 0.8 ? 'warning' : undefined}
      />
      <p className="text-meta text-muted">
        The quota starts again <RelativeTime at={resetsAt} />.
      </p>
    </div>
  );
}

/** What a key used in the last two weeks, plan by plan, and what is left of its quotas. */
export function KeyUsage({ keyId }: { keyId: string }) {
  const trpc = useTRPC();
  const [now] = useState(() => Date.now());
  const range = { from: usageDay(now - (DAYS - 1) * DAY_MS), to: usageDay(now) };
  const { data, error, refetch } = useQuery(trpc.keys.usage.queryOptions({ keyId, ...range }));
  return (
    <Section title="Usage" description={`Requests counted in the last ${DAYS} days (UTC).`} boxed>
      {error ? <QueryError title="Usage could not be loaded" error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonLines lines={4} label="Loading usage" /> : null}
      {data && data.items.length === 0 ? (
        <p className="text-muted">Usage is counted once the key is in a plan.</p>
      ) : null}
      {data?.items.map(({ planId, planName, days, quota }) => (
        <div key={planId} className="grid gap-2 not-first:mt-4">
          <p className="font-medium">{planName}</p>
          {quota ? <QuotaLine quota={quota} /> : <p className="text-muted">No quota.</p>}
          {days.length === 0 ? (
            <p className="text-meta text-muted">No request in these days.</p>
          ) : (
            <dl className="grid gap-1 text-meta">
              {days.map(({ day, used }) => (
                <div key={day} className="flex justify-between">
                  <dt className="font-mono text-muted">{day}</dt>
                  <dd>{used.toLocaleString('en-US')}</dd>
                </div>
              ))}
            </dl>
          )}
        </div>
      ))}
    </Section>
  );
}
