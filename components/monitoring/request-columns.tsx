import type { Column } from '../table/column.ts';
import type { Outputs } from '../trpc.ts';
import { MethodBadge } from '../ui/method-badge.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { latencyText } from './traffic-text.ts';

export type KeptRequest = Outputs['telemetry']['samples']['items'][number];

/** A request in words, for the name of its row. */
export function requestName({ httpMethod, path, status }: KeptRequest): string {
  return `${httpMethod} ${path}, answered ${status}`;
}

const apiColumn: Column<KeptRequest> = {
  key: 'api',
  header: 'API',
  width: '140px',
  hideBelow: 'lg',
  cell: ({ apiName, apiId }) => apiName ?? apiId,
};

const columns: Column<KeptRequest>[] = [
  {
    key: 'request',
    header: 'Request',
    cell: ({ httpMethod, path }) => (
      <span className="inline-flex max-w-full items-center gap-2 align-middle">
        <MethodBadge method={httpMethod} />
        <span className="truncate font-mono font-normal">{path}</span>
      </span>
    ),
  },
  { key: 'status', header: 'Status', width: '76px', cell: ({ status }) => <StatusBadge status={status} /> },
  {
    key: 'cause',
    header: 'Cause',
    hideBelow: 'md',
    cell: ({ cause, status }) => {
      if (cause !== null) return <span title={cause}>{cause}</span>;
      return <span className="text-muted">{status < 400 ? '–' : `The integration answered ${status}.`}</span>;
    },
  },
  {
    key: 'stage',
    header: 'Stage',
    width: '110px',
    hideBelow: 'lg',
    cell: ({ stageName, variant }) => (
      <>
        {stageName}
        {variant === 'canary' ? <span className="text-canary"> canary</span> : null}
      </>
    ),
  },
  {
    key: 'latency',
    header: 'Latency',
    width: '90px',
    align: 'end',
    hideBelow: 'sm',
    cell: ({ latencyMs }) => latencyText(latencyMs),
  },
  { key: 'at', header: 'When', width: '110px', hideBelow: 'sm', cell: ({ atMs }) => <RelativeTime at={atMs} /> },
];

/** How kept requests are listed; with their API where the list is of several. */
export function requestColumns({ withApi }: { withApi: boolean }): Column<KeptRequest>[] {
  const [request, status, ...rest] = columns;
  return withApi && request && status ? [request, status, apiColumn, ...rest] : columns;
}
