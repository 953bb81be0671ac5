'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { endpointsSchema } from '#core/workspaces/state.ts';
import { useCan } from '../console/me.tsx';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { KeyValueField } from '../form/key-value-field.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { QueryError } from '../layout/query-error.tsx';
import { useTRPC } from '../trpc.ts';
import { Section } from '../ui/section.tsx';
import { SkeletonLines } from '../ui/skeleton.tsx';
import { toastDone } from '../ui/toast.tsx';

const formSchema = z.object({ endpoints: endpointsSchema });

function EndpointsForm({ endpoints }: { endpoints: Record<string, string> }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const mayWrite = useCan('workspace.write');
  const update = useMutation(trpc.workspaces.update.mutationOptions());
  const form = useSchemaForm(formSchema, { endpoints });
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await update.mutateAsync(values);
        form.reset(values);
        await queries.invalidateQueries(trpc.workspaces.settings.pathFilter());
        toastDone('The endpoints are saved');
      }}
    >
      <KeyValueField
        control={form.control}
        name="endpoints"
        label="By service"
        hint="Named as in integration URIs (dynamodb, s3, lambda, sqs, sts), or * for all others. On a private address, the owner allows it under Network."
        noun="endpoint"
        nameLabel="Service"
        valueLabel="URL"
        namePlaceholder="dynamodb"
        valuePlaceholder="http://10.20.0.5:8000"
        disabled={!mayWrite}
        required={false}
      />
      {mayWrite ? <FormActions control={form.control} submitLabel="Save endpoints" requireChange /> : null}
    </Form>
  );
}

/** Where services are found when that is not AWS itself: a stand-in, a proxy, a private endpoint. */
export function EndpointsSection() {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.workspaces.settings.queryOptions({}, { refetchOnWindowFocus: false }));
  return (
    <Section
      title="Endpoints"
      description="Where services are found when that is not AWS itself: a stand-in, a proxy, a private endpoint."
      boxed
      className="max-w-180"
    >
      {error && !data ? (
        <QueryError title="The endpoints could not be loaded" error={error} onRetry={() => void refetch()} />
      ) : null}
      {!data && !error ? <SkeletonLines lines={4} label="Loading the endpoints" /> : null}
      {data ? <EndpointsForm endpoints={data.endpoints} /> : null}
    </Section>
  );
}
