'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { mintTokenInput } from '#core/nodes/input.ts';
import { useCan } from '../console/me.tsx';
import { errorDetails } from '../error-details.ts';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { TextField } from '../form/text-field.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { QueryError } from '../layout/query-error.tsx';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Badge } from '../ui/badge.tsx';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { CodeBlock } from '../ui/code.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { Section } from '../ui/section.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { toastDone } from '../ui/toast.tsx';
import type { GatewayGroup } from './gateway-state.ts';
import { StartNode } from './start-node.tsx';

type Token = Outputs['gateways']['tokens']['items'][number];

const formSchema = mintTokenInput.pick({ name: true });

function useTokenChanges() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return () => queries.invalidateQueries(trpc.gateways.tokens.pathFilter());
}

function MintForm({ groupId, onMinted }: { groupId: string; onMinted: (token: string) => void }) {
  const trpc = useTRPC();
  const refresh = useTokenChanges();
  const mint = useMutation(trpc.gateways.mintToken.mutationOptions({ onSuccess: refresh }));
  const form = useSchemaForm(formSchema, { name: '' });
  return (
    <Form form={form} onSubmit={async ({ name }) => onMinted((await mint.mutateAsync({ groupId, name })).token)}>
      <TextField
        control={form.control}
        name="name"
        label="Name"
        hint="Where it will be used, such as the machine or the cluster."
        required
      />
      <FormActions control={form.control} submitLabel="Make join token" />
    </Form>
  );
}

function RevokeToken({ token, onDone }: { token: Token; onDone: () => void }) {
  const trpc = useTRPC();
  const refresh = useTokenChanges();
  const revoke = useMutation(trpc.gateways.revokeToken.mutationOptions({ onSuccess: refresh }));
  return (
    <Banner
      tone="warning"
      title={`Revoke ${token.name}?`}
      actions={
        <>
          <Button size="sm" onClick={onDone}>
            Cancel
          </Button>
          <Button
            size="sm"
            variant="danger"
            loading={revoke.isPending}
            onClick={() =>
              revoke.mutate(
                { tokenId: token.id },
                {
                  onSuccess: () => {
                    toastDone(`${token.name} is revoked`);
                    onDone();
                  },
                },
              )
            }
          >
            Revoke token
          </Button>
        </>
      }
    >
      Nodes that joined with it get no further changes from their next connection on. They go on serving what they have.
      {revoke.error ? <p className="mt-1 text-failing">{errorDetails(revoke.error).message}</p> : null}
    </Banner>
  );
}

function TokenList({ groupId, mayWrite }: { groupId: string; mayWrite: boolean }) {
  const trpc = useTRPC();
  const [revokingId, setRevokingId] = useState<string | null>(null);
  const { data, error, refetch } = useQuery(trpc.gateways.tokens.queryOptions({ groupId }));
  if (error) return <QueryError title="The tokens could not be loaded" error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonLines lines={3} label="Loading the tokens" />;
  if (data.items.length === 0) return <p className="text-muted">None yet.</p>;
  return (
    <ul className="grid gap-3">
      {data.items.map((token) => (
        <li key={token.id} className="grid gap-2">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="font-medium">{token.name}</span>
            <span className="font-mono text-muted">{token.prefix}…</span>
            <span className="grow text-meta text-muted">
              {token.revokedAt ? (
                <>
                  revoked <RelativeTime at={token.revokedAt} />
                </>
              ) : (
                <>
                  made <RelativeTime at={token.createdAt} />
                </>
              )}
            </span>
            {token.revokedAt ? <Badge>Revoked</Badge> : null}
            {mayWrite && !token.revokedAt && revokingId !== token.id ? (
              <Button size="sm" variant="danger" onClick={() => setRevokingId(token.id)}>
                Revoke
              </Button>
            ) : null}
          </div>
          {revokingId === token.id ? <RevokeToken token={token} onDone={() => setRevokingId(null)} /> : null}
        </li>
      ))}
    </ul>
  );
}

function GroupTokens({ group }: { group: GatewayGroup }) {
  const mayWrite = useCan('gateways.write') && group.runByUs;
  const [minted, setMinted] = useState<string | null>(null);
  if (minted !== null) {
    return (
      <div className="grid gap-4">
        <Banner tone="warning" title="Copy the token now">
          Only its hash is kept: it cannot be shown again.
        </Banner>
        <CodeBlock code={minted} title="SLUICE_NODE_TOKEN" wrap />
        <StartNode token={minted} />
        <div>
          <Button onClick={() => setMinted(null)}>Show all tokens</Button>
        </div>
      </div>
    );
  }
  return (
    <div className="grid gap-6">
      {group.runByUs ? null : (
        <Banner title="Another workspace runs this group">
          The nodes of a shared group are told of every workspace, so the installation’s first workspace lets them in.
          Create a group of your own for your own nodes.
        </Banner>
      )}
      {mayWrite ? <MintForm groupId={group.id} onMinted={setMinted} /> : null}
      {group.runByUs ? (
        <Section title="Tokens">
          <TokenList groupId={group.id} mayWrite={mayWrite} />
        </Section>
      ) : null}
    </div>
  );
}

/** The tokens with which nodes join a group: made here and shown once, listed, revoked. */
export function TokensSheet({ group, onClose }: { group: GatewayGroup | null; onClose: () => void }) {
  return (
    <Sheet
      open={group !== null}
      onOpenChange={onClose}
      title={`Join tokens of ${group?.name ?? ''}`}
      description="A node shows its token to be let in. One token may serve many nodes."
      size="lg"
    >
      {group ? <GroupTokens group={group} key={group.id} /> : null}
    </Sheet>
  );
}
