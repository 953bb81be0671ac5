'use client';

import { useQuery } from '@tanstack/react-query';
import { QueryError } from '../layout/query-error.tsx';
import { type Outputs, useTRPC } from '../trpc.ts';
import { CodeBlock } from '../ui/code.tsx';
import { Copyable } from '../ui/copyable.tsx';
import { Facts } from '../ui/facts.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';

type Entry = Outputs['audit']['get'];

function State({ title, value }: { title: string; value: unknown }) {
  if (value === null || value === undefined) return null;
  return <CodeBlock title={title} code={JSON.stringify(value, null, 2)} maxHeightPx={360} />;
}

function EntryDetails({ entry }: { entry: Entry }) {
  return (
    <div className="grid gap-4">
      <Facts
        facts={[
          { label: 'Action', value: `${entry.action} ${entry.targetType}` },
          { label: 'Name', value: entry.targetName },
          { label: 'Id', value: entry.targetId ? <Copyable value={entry.targetId} label="Copy id" /> : null },
          { label: 'API', value: entry.apiId ? <Copyable value={entry.apiId} label="Copy API id" /> : null },
          { label: 'Who', value: entry.actorName },
          { label: 'From', value: <span className="font-mono">{entry.sourceIp}</span> },
          { label: 'When', value: entry.at.toLocaleString() },
          { label: 'Entry', value: <Copyable value={entry.id} label="Copy entry id" /> },
        ]}
      />
      <State title="Before" value={entry.before} />
      <State title="After" value={entry.after} />
    </div>
  );
}

/** One audit entry with what was there before and after. */
export function AuditEntrySheet({ entryId, onClose }: { entryId: string | null; onClose: () => void }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.audit.get.queryOptions({ entryId: entryId ?? '' }, { enabled: entryId !== null }),
  );
  return (
    <Sheet open={entryId !== null} onOpenChange={onClose} title="Audit entry" size="lg">
      {error ? (
        <QueryError title="This entry could not be loaded" error={error} onRetry={() => void refetch()} />
      ) : null}
      {!data && !error ? <SkeletonLines lines={8} label="Loading the entry" /> : null}
      {data ? <EntryDetails entry={data} /> : null}
    </Sheet>
  );
}
