'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { TrafficFilter } from '#core/telemetry/input.ts';
import type { Filter } from '../table/filter-chip.tsx';
import { Toolbar } from '../table/toolbar.tsx';
import { useTRPC } from '../trpc.ts';
import type { DashboardFilter } from './use-dashboard-filter.ts';

export interface DashboardToolbarProps {
  apiId: string;
  filter: DashboardFilter;
  traffic: TrafficFilter;
  span: { from: Date; to: Date };
  keyName: string | null;
  onChange: (patch: Partial<DashboardFilter>) => void;
}

type Option = { value: string; label: string };

/** The options, with the chosen one among them even when it has no traffic. */
function withChosen(options: Option[], chosen: string | null, label: string | null): Option[] {
  if (chosen === null || options.some(({ value }) => value === chosen)) return options;
  return [{ value: chosen, label: label ?? chosen }, ...options];
}

/** What narrows a dashboard: stage, side, and those methods and keys that had the most traffic. */
export function DashboardToolbar({ apiId, filter, traffic, span, keyName, onChange }: DashboardToolbarProps) {
  const trpc = useTRPC();
  const { stageName, variant } = traffic;
  const shared = { apiId, stageName, variant, limit: 50, ...span };
  const header = useQuery(trpc.apis.header.queryOptions({ apiId }));
  const methods = useQuery(
    trpc.telemetry.breakdown.queryOptions({ ...shared, by: 'method' }, { placeholderData: keepPreviousData }),
  );
  const keys = useQuery(
    trpc.telemetry.breakdown.queryOptions({ ...shared, by: 'key' }, { placeholderData: keepPreviousData }),
  );
  const methodOptions = (methods.data?.rows ?? []).flatMap(({ httpMethod, resource }) => {
    const value = `${httpMethod ?? ''} ${resource ?? ''}`;
    return httpMethod ? [{ value, label: value }] : [];
  });
  const keyOptions = (keys.data?.rows ?? []).flatMap(({ keyId, keyName: label }) =>
    keyId && label ? [{ value: keyId, label }] : [],
  );
  const filters: Filter[] = [
    {
      key: 'stage',
      label: 'Stage',
      options: withChosen(
        (header.data?.stages ?? []).map(({ stageName: value }) => ({ value, label: value })),
        filter.stage,
        null,
      ),
      value: filter.stage,
      onChange: (stage) => onChange({ stage }),
    },
    {
      key: 'variant',
      label: 'Side',
      options: [
        { value: 'stable', label: 'Stable' },
        { value: 'canary', label: 'Canary' },
      ],
      value: filter.variant,
      onChange: (value) => onChange({ variant: value === 'stable' || value === 'canary' ? value : null }),
    },
    {
      key: 'method',
      label: 'Method',
      options: withChosen(methodOptions, filter.method, null),
      value: filter.method,
      onChange: (method) => onChange({ method }),
    },
    {
      key: 'key',
      label: 'Key',
      options: withChosen(keyOptions, filter.key, keyName),
      value: filter.key,
      onChange: (key) => onChange({ key }),
    },
  ];
  return <Toolbar filters={filters.filter(({ options }) => options.length > 0)} />;
}
