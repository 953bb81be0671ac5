'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Field } from '../form/field.tsx';
import { QueryError } from '../layout/query-error.tsx';
import { SearchBox } from '../table/search-box.tsx';
import { useTRPC } from '../trpc.ts';
import { Button } from '../ui/button.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';

export interface StageChoice {
  apiId: string;
  stageName: string;
}

export interface StagePickerProps {
  /** Called with the stage that was picked. */
  onPick: (stage: StageChoice) => Promise<void>;
  /** Stages that are already in. */
  taken: readonly StageChoice[];
}

const keyOf = ({ apiId, stageName }: StageChoice) => `${apiId}/${stageName}`;

/** Finds a stage by the name of its API. */
export function StagePicker({ onPick, taken }: StagePickerProps) {
  const trpc = useTRPC();
  const [search, setSearch] = useState('');
  const [busy, setBusy] = useState<string | null>(null);
  const { data, error, refetch } = useQuery(
    trpc.apis.list.queryOptions({ search, limit: 50 }, { placeholderData: keepPreviousData }),
  );
  const takenKeys = new Set(taken.map(keyOf));
  const stages = (data?.items ?? []).flatMap(({ id, name, stages }) =>
    stages.map(({ stageName, version }) => ({ apiId: id, apiName: name, stageName, version })),
  );

  async function pick(stage: StageChoice) {
    setBusy(keyOf(stage));
    try {
      await onPick(stage);
    } finally {
      setBusy(null);
    }
  }
  return (
    <div className="grid gap-3">
      <Field label="API">
        {() => <SearchBox label="Search APIs by name or id" value={search} onChange={setSearch} />}
      </Field>
      {error ? <QueryError title="Stages could not be loaded" error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonRows rows={4} columns={2} label="Loading stages" /> : null}
      {data && stages.length === 0 ? (
        <p className="text-muted">No deployed stage fits. Deploy an API to a stage first.</p>
      ) : null}
      <ul className="divide-y divide-line rounded-md border border-line empty:hidden">
        {stages.map((stage) => (
          <li key={keyOf(stage)} className="flex min-h-9 items-center gap-3 px-3 py-1">
            <span className="min-w-0 grow truncate">
              {stage.apiName} <span className="font-mono text-muted">{stage.stageName}</span>
            </span>
            <Button
              size="sm"
              disabled={takenKeys.has(keyOf(stage))}
              loading={busy === keyOf(stage)}
              onClick={() => void pick(stage)}
            >
              {takenKeys.has(keyOf(stage)) ? 'In the plan' : `Add ${stage.stageName}`}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
