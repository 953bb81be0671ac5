'use client';

import { useQuery } from '@tanstack/react-query';
import { FilterChip } from '../table/filter-chip.tsx';
import { useTRPC } from '../trpc.ts';
import type { DashboardFilter } from './use-dashboard-filter.ts';

export interface DashboardToolbarProps {
  apiId: string;
  filter: DashboardFilter;
  keyName: string | null;
  onChange: (patch: Partial<DashboardFilter>) => void;
}

/** What narrows a dashboard: stage, side, method and key. */
export function DashboardToolbar({ apiId, filter, keyName, onChange }: DashboardToolbarProps) {
  const trpc = useTRPC();
  const header = useQuery(trpc.apis.header.queryOptions({ apiId }));
  const tree = useQuery(trpc.resources.tree.queryOptions({ apiId }));
  const keys = useQuery(trpc.keys.list.queryOptions({ limit: 100 }));
  const methods = (tree.data?.resources ?? []).flatMap((resource) =>
    resource.methods.map(({ httpMethod }) => `${httpMethod} ${resource.path}`),
  );
  const known = filter.method === null || methods.includes(filter.method) ? methods : [filter.method, ...methods];
  const keyOptions = (keys.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const isKeyListed = filter.key === null || keyOptions.some(({ value }) => value === filter.key);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <FilterChip
        filter={{
          key: 'stage',
          label: 'Stage',
          options: (header.data?.stages ?? []).map(({ stageName }) => ({ value: stageName, label: stageName })),
          value: filter.stage,
          onChange: (stage) => onChange({ stage }),
        }}
      />
      <FilterChip
        filter={{
          key: 'variant',
          label: 'Side',
          options: [
            { value: 'stable', label: 'Stable' },
            { value: 'canary', label: 'Canary' },
          ],
          value: filter.variant,
          onChange: (variant) => onChange({ variant: variant === 'stable' || variant === 'canary' ? variant : null }),
        }}
      />
      <FilterChip
        filter={{
          key: 'method',
          label: 'Method',
          options: known.map((value) => ({ value, label: value })),
          value: filter.method,
          onChange: (method) => onChange({ method }),
        }}
      />
      <FilterChip
        filter={{
          key: 'key',
          label: 'Key',
          options: isKeyListed
            ? keyOptions
            : [{ value: filter.key ?? '', label: keyName ?? filter.key ?? '' }, ...keyOptions],
          value: filter.key,
          onChange: (key) => onChange({ key }),
        }}
      />
    </div>
  );
}
