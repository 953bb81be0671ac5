'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { testAuthorizerInput } from '#core/authorizers/input.ts';
import { httpMethods } from '#core/methods/schema.ts';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { KeyValueField } from '../form/key-value-field.tsx';
import { SelectField } from '../form/select-field.tsx';
import { TextField } from '../form/text-field.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Drawer } from '../ui/drawer.tsx';
import { AuthorizerTestView } from './authorizer-test-view.tsx';

type Authorizer = Outputs['authorizers']['list']['items'][number];

const NO_STAGE = 'none';

const formSchema = testAuthorizerInput
  .pick({ httpMethod: true, path: true, queryString: true })
  .extend({ headers: z.record(z.string(), z.string()), stageName: z.string() });

const verbs = httpMethods.filter((verb) => verb !== 'ANY').map((value) => ({ value, label: value }));

/** The headers that the authorizer looks at, empty, so that they need only be filled in. */
function headersOf({ identitySource }: Authorizer): Record<string, string> {
  const names = [...(identitySource ?? '').matchAll(/(?:method\.)?request\.header\.([\w-]+)/g)].map(([, name]) => name);
  return Object.fromEntries(names.map((name) => [name ?? '', '']));
}

function TestForm({ apiId, authorizer }: { apiId: string; authorizer: Authorizer }) {
  const trpc = useTRPC();
  const run = useMutation(trpc.authorizers.test.mutationOptions());
  const stages = useQuery(trpc.stages.list.queryOptions({ apiId }));
  const form = useSchemaForm(formSchema, {
    httpMethod: 'GET' as const,
    path: '/',
    queryString: '',
    headers: headersOf(authorizer),
    stageName: NO_STAGE,
  });
  const { control } = form;
  return (
    <div className="grid gap-6">
      <Form
        form={form}
        onSubmit={async ({ headers, stageName, ...request }) => {
          await run.mutateAsync({
            apiId,
            authorizerId: authorizer.id,
            ...request,
            headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
            stageName: stageName === NO_STAGE ? undefined : stageName,
          });
        }}
      >
        <KeyValueField control={control} name="headers" label="Headers" noun="header" required={false} />
        <TextField
          control={control}
          name="queryString"
          label="Query string"
          placeholder="tenant=acme"
          mono
          required={false}
        />
        <div className="grid items-start gap-4 sm:grid-cols-[120px_minmax(0,1fr)]">
          <SelectField control={control} name="httpMethod" label="HTTP method" options={verbs} mono />
          <TextField control={control} name="path" label="Path" mono />
        </div>
        <SelectField
          control={control}
          name="stageName"
          label="As the stage"
          hint="Lends its variables; the draft’s authorizer is what runs."
          options={[
            { value: NO_STAGE, label: 'No stage' },
            ...(stages.data?.items ?? []).map(({ stageName }) => ({ value: stageName, label: stageName })),
          ]}
        />
        <FormActions control={control} submitLabel="Ask the authorizer" />
      </Form>
      {run.data ? <AuthorizerTestView result={run.data} /> : null}
    </div>
  );
}

export interface AuthorizerTestDrawerProps {
  apiId: string;
  authorizer: Authorizer | null;
  onClose: () => void;
}

/** Asks an authorizer of the draft about a request, on a gateway node, past every cache. */
export function AuthorizerTestDrawer({ apiId, authorizer, onClose }: AuthorizerTestDrawerProps) {
  return (
    <Drawer
      open={authorizer !== null}
      onOpenChange={onClose}
      title={`Test ${authorizer?.name ?? ''}`}
      description="A gateway node asks it as it does for a real request; nothing is kept."
    >
      {authorizer ? <TestForm apiId={apiId} authorizer={authorizer} key={authorizer.id} /> : null}
    </Drawer>
  );
}
