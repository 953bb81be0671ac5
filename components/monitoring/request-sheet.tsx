'use client';

import { useQuery } from '@tanstack/react-query';
import { QueryError } from '../layout/query-error.tsx';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Banner } from '../ui/banner.tsx';
import { Copyable } from '../ui/copyable.tsx';
import { Facts } from '../ui/facts.tsx';
import { MethodBadge } from '../ui/method-badge.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { exactTimeText } from '../ui/relative-time-text.ts';
import { Sheet } from '../ui/sheet.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { TextLink } from '../ui/text-link.tsx';
import { latencyText } from './traffic-text.ts';

type KeptRequest = Outputs['telemetry']['sample'];

/** Characters from which a cause may be scrolled. */
const LONG_CAUSE = 400;

function Cause({ request }: { request: KeptRequest }) {
  const { status, responseType, phase, cause } = request;
  if (responseType === null && cause === null) {
    return status < 400 ? null : (
      <Banner tone="warning" title={`The integration answered ${status}`}>
        The gateway passed its answer on.
      </Banner>
    );
  }
  return (
    <Banner
      tone={status >= 500 ? 'failing' : 'warning'}
      title={responseType ? `The gateway answered in the phase “${phase}”` : `Answered in the phase “${phase}”`}
    >
      <p
        className="max-h-80 overflow-auto whitespace-pre-wrap"
        tabIndex={cause !== null && cause.length > LONG_CAUSE ? 0 : undefined}
      >
        {cause ?? 'No further cause was recorded.'}
      </p>
    </Banner>
  );
}

function RequestDetails({ request }: { request: KeptRequest }) {
  const { apiId, stageName, httpMethod, resource, keyId } = request;
  return (
    <div className="grid gap-4">
      <p className="flex flex-wrap items-center gap-2">
        <MethodBadge method={httpMethod} />
        <span className="min-w-0 font-mono break-all">{request.path}</span>
        <StatusBadge status={request.status} />
      </p>
      <Cause request={request} />
      <Facts
        facts={[
          { label: 'Request id', value: <Copyable value={request.requestId} label="Copy request id" /> },
          {
            label: 'When',
            value: (
              <>
                <RelativeTime at={request.atMs} /> · {exactTimeText(request.atMs)}
              </>
            ),
          },
          {
            label: 'API',
            value: request.apiName ? (
              <TextLink href={`/apis/${apiId}`}>{request.apiName}</TextLink>
            ) : (
              `${apiId} (deleted)`
            ),
          },
          {
            label: 'Stage',
            value: (
              <>
                <TextLink href={`/apis/${apiId}/stages/${encodeURIComponent(stageName)}`}>{stageName}</TextLink> ·
                version {request.version}
                {request.variant === 'canary' ? <span className="text-canary"> (canary)</span> : null}
              </>
            ),
          },
          {
            label: 'Method',
            value: resource ? (
              <TextLink
                href={`/apis/${apiId}/dashboard?method=${encodeURIComponent(`${httpMethod} ${resource}`)}`}
                className="font-mono"
              >
                {httpMethod} {resource}
              </TextLink>
            ) : (
              'None matched'
            ),
          },
          {
            label: 'API key',
            value: keyId ? <TextLink href={`/keys/${keyId}`}>{request.keyName ?? keyId}</TextLink> : 'None',
          },
          {
            label: 'Gateway response',
            value: request.responseType ? <span className="font-mono">{request.responseType}</span> : null,
          },
          { label: 'Last phase', value: <span className="font-mono">{request.phase}</span> },
          { label: 'Latency', value: latencyText(request.latencyMs) },
          {
            label: 'Integration latency',
            value:
              request.integrationLatencyMs === null
                ? 'The integration was not reached'
                : latencyText(request.integrationLatencyMs),
          },
          { label: 'Source IP', value: <Copyable value={request.sourceIp} label="Copy source IP" /> },
          { label: 'User agent', value: request.userAgent || null },
          { label: 'Node', value: request.nodeName ?? request.nodeId },
        ]}
      />
      <p className="text-meta text-muted">
        Headers, the query and bodies are never kept. The caller got the request id in the header x-amzn-RequestId.
      </p>
    </div>
  );
}

export interface RequestSheetProps {
  requestId: string | null;
  onClose: () => void;
}

/** Everything that is known of one kept request. */
export function RequestSheet({ requestId, onClose }: RequestSheetProps) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.telemetry.sample.queryOptions({ requestId: requestId ?? '' }, { enabled: requestId !== null }),
  );
  return (
    <Sheet open={requestId !== null} onOpenChange={onClose} title="Request" size="lg">
      {error ? (
        <QueryError title="This request could not be loaded" error={error} onRetry={() => void refetch()} />
      ) : null}
      {!data && !error ? <SkeletonLines lines={10} label="Loading the request" /> : null}
      {data ? <RequestDetails request={data} /> : null}
    </Sheet>
  );
}
