'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { usageDay } from '#core/plans/period.ts';
import { useCan } from '../console/me.tsx';
import { QueryError } from '../layout/query-error.tsx';
import { useTRPC } from '../trpc.ts';
import { Button } from '../ui/button.tsx';
import { Section } from '../ui/section.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { ExtendQuotaSheet, type PlanMember } from '../usage-plans/extend-quota-sheet.tsx';
import { QuotaLine } from './quota-line.tsx';

const DAY_MS = 86_400_000;
const DAYS = 14;

/** What a key used in the last two weeks, plan by plan, and what is left of its quotas. */
export function KeyUsage({ keyId, keyName }: { keyId: string; keyName: string }) {
  const trpc = useTRPC();
  const mayExtend = useCan('plans.write');
  const [extending, setExtending] = useState<PlanMember | null>(null);
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
          <div className="flex min-h-7 flex-wrap items-center justify-between gap-2">
            <p className="font-medium">{planName}</p>
            {quota && mayExtend ? (
              <Button size="sm" onClick={() => setExtending({ planId, keyId, keyName })}>
                Set what is left
              </Button>
            ) : null}
          </div>
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
      <ExtendQuotaSheet member={extending} onClose={() => setExtending(null)} />
    </Section>
  );
}
