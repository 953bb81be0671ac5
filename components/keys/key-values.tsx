'use client';

import { useMutation } from '@tanstack/react-query';
import { useCan } from '../console/me.tsx';
import { errorDetails } from '../error-details.ts';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { CodeBlock } from '../ui/code.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { Section } from '../ui/section.tsx';

/** The values that work for a key, by their first characters, and the audited way to read the newest one. */
export function KeyValues({ apiKey }: { apiKey: Outputs['keys']['get'] }) {
  const trpc = useTRPC();
  const mayReveal = useCan('keys.reveal');
  const reveal = useMutation(trpc.keys.reveal.mutationOptions());
  const newest = apiKey.secrets[0]?.id;
  return (
    <Section
      title="Values"
      description={
        apiKey.recoverable ? undefined : 'Kept as hashes only. A lost value is replaced by rotating the key.'
      }
      actions={
        apiKey.recoverable && mayReveal && !reveal.data ? (
          <Button size="sm" loading={reveal.isPending} onClick={() => reveal.mutate({ keyId: apiKey.id })}>
            Show value
          </Button>
        ) : null
      }
      boxed
    >
      <div className="grid gap-3">
        {reveal.error ? (
          <Banner tone="failing" title="Not shown">
            {errorDetails(reveal.error).message}
          </Banner>
        ) : null}
        {reveal.data ? <CodeBlock code={reveal.data.value} title="x-api-key" wrap /> : null}
        <ul className="grid gap-2">
          {apiKey.secrets.map(({ id, prefix, createdAt, expiresAt }) => (
            <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span className="font-mono">{prefix}…</span>
              <span className="text-meta text-muted">
                {expiresAt ? (
                  <>
                    ends <RelativeTime at={expiresAt} />
                  </>
                ) : (
                  <>
                    {id === newest ? 'current, since ' : 'since '}
                    <RelativeTime at={createdAt} />
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </Section>
  );
}
