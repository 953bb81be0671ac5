'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import { allowedAddressesSchema } from '#core/workspaces/state.ts';
import { useCan } from '../console/me.tsx';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { LinesField } from '../form/lines-field.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { PageBody } from '../layout/page-body.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { QueryError } from '../layout/query-error.tsx';
import { useTRPC } from '../trpc.ts';
import { Banner } from '../ui/banner.tsx';
import { Code } from '../ui/code.tsx';
import { Section } from '../ui/section.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { toastDone } from '../ui/toast.tsx';
import { SettingsTabs } from './settings-tabs.tsx';

/** Each line on its own, so that the message names the one that is wrong. */
const formSchema = z.object({
  allowedAddresses: z
    .array(
      z.string().refine((address) => allowedAddressesSchema.safeParse([address]).success, {
        error: ({ input }) => `${String(input)} is no IP address, no range such as 10.0.0.0/8 and no host name.`,
      }),
    )
    .max(100, 'At most 100 addresses.'),
});

function AddressesForm({ allowedAddresses, mayWrite }: { allowedAddresses: string[]; mayWrite: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const set = useMutation(trpc.workspaces.setAllowedAddresses.mutationOptions());
  const form = useSchemaForm(formSchema, { allowedAddresses });
  const typed = useWatch({ control: form.control, name: 'allowedAddresses' });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await set.mutateAsync(values);
        form.reset(values);
        await queries.invalidateQueries(trpc.workspaces.settings.pathFilter());
        toastDone('The addresses are saved', { description: 'Nodes take them up within a second.' });
      }}
    >
      <LinesField
        control={form.control}
        name="allowedAddresses"
        label="Private addresses"
        placeholder="10.20.0.0/16"
        hint="One on each line: an address, a range such as 10.20.0.0/16 or fd00::/8, a host name such as backend.internal, or *.internal for all names below. Public addresses need no entry. A node that runs with SLUICE_ALLOW_PRIVATE_UPSTREAMS reaches all."
        rows={5}
        required={false}
        disabled={!mayWrite}
      />
      {typed.length > 0 ? (
        <Banner tone="warning" title="What this opens">
          Whoever may edit an API here can make the nodes call these addresses and read the answers. On{' '}
          <Code>127.0.0.1</Code> that is every service beside a node, on <Code>169.254.169.254</Code> the credentials of
          its machine. Name single addresses rather than whole ranges.
        </Banner>
      ) : null}
      {mayWrite ? <FormActions control={form.control} submitLabel="Save addresses" requireChange /> : null}
    </Form>
  );
}

/** Which private addresses the nodes may call for this workspace. */
export function NetworkSettings() {
  const trpc = useTRPC();
  const mayWrite = useCan('workspace.network');
  const { data, error, refetch } = useQuery(trpc.workspaces.settings.queryOptions({}, { refetchOnWindowFocus: false }));
  return (
    <PageBody>
      <SettingsTabs />
      <PageHeader title="Network" description="Where integrations and authorizers of this workspace may connect to." />
      <div className="grid max-w-180 gap-6">
        {mayWrite ? null : <Banner>Only owners can change which addresses may be reached.</Banner>}
        <Section
          title="Addresses that may be reached"
          description="Nodes call public addresses only: private, loopback and link-local ones are refused, whatever name leads to them."
          boxed
        >
          {error && !data ? (
            <QueryError title="The addresses could not be loaded" error={error} onRetry={() => void refetch()} />
          ) : null}
          {!data && !error ? <SkeletonLines lines={5} label="Loading the addresses" /> : null}
          {data ? <AddressesForm allowedAddresses={data.allowedAddresses} mayWrite={mayWrite} /> : null}
        </Section>
      </div>
    </PageBody>
  );
}
