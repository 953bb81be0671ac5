'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { errorDetails } from '../error-details.ts';
import { QueryError } from '../layout/query-error.tsx';
import { useTRPC } from '../trpc.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { Section } from '../ui/section.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { toastDone, toastFailed } from '../ui/toast.tsx';

/** The browsers that the user is signed in with, and the way to sign one out. */
export function SessionsSection() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(trpc.account.sessions.queryOptions({}));
  const revoke = useMutation(
    trpc.account.revokeSession.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.account.sessions.pathFilter());
        toastDone('That browser is signed out');
      },
      onError: (failure) => toastFailed('Not signed out', { description: errorDetails(failure).message }),
    }),
  );
  return (
    <Section title="Browsers" description="Where you are signed in." boxed>
      {error ? <QueryError title="Sessions could not be loaded" error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonRows rows={2} columns={2} label="Loading sessions" /> : null}
      <ul className="grid gap-3">
        {data?.items.map(({ id, userAgent, sourceIp, lastSeenAt, current }) => (
          <li key={id} className="flex items-center gap-3">
            <span className="grid min-w-0 grow">
              <span className="truncate" title={userAgent}>
                {userAgent || 'Unknown browser'}
              </span>
              <span className="text-meta text-muted">
                <span className="font-mono">{sourceIp}</span>, seen <RelativeTime at={lastSeenAt} />
              </span>
            </span>
            {current ? (
              <Badge>This browser</Badge>
            ) : (
              <Button
                size="sm"
                loading={revoke.isPending && revoke.variables.sessionId === id}
                onClick={() => revoke.mutate({ sessionId: id })}
              >
                Sign out
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
