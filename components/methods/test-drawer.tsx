'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { httpMethods } from '#core/methods/schema.ts';
import { pathParameters as namesOf } from '#core/resources/schema.ts';
import { runTestCallInput } from '#core/test-calls/input.ts';
import { CodeEditor } from '../editor/code-editor.tsx';
import { Field } from '../form/field.tsx';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { KeyValueField } from '../form/key-value-field.tsx';
import { SelectField } from '../form/select-field.tsx';
import { TextField } from '../form/text-field.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { useTRPC } from '../trpc.ts';
import { Drawer } from '../ui/drawer.tsx';
import { TestResultView } from './test-result.tsx';
import type { LoadedMethod } from './use-method-draft.ts';

const NO_STAGE = 'none';

const formSchema = runTestCallInput
  .pick({ pathParameters: true, queryString: true, requestMethod: true })
  .extend({ headers: z.record(z.string(), z.string()), body: z.string(), stageName: z.string() });

const verbs = httpMethods.filter((verb) => verb !== 'ANY').map((value) => ({ value, label: value }));

function TestForm({ apiId, method }: { apiId: string; method: LoadedMethod }) {
  const trpc = useTRPC();
  const run = useMutation(trpc.testCalls.run.mutationOptions());
  const stages = useQuery(trpc.stages.list.queryOptions({ apiId }));
  const names = namesOf(method.path);
  const form = useSchemaForm(formSchema, {
    pathParameters: Object.fromEntries(names.map((name) => [name, ''])),
    queryString: '',
    requestMethod: 'GET' as const,
    headers: {},
    body: '',
    stageName: NO_STAGE,
  });
  const { control } = form;
  const hasBody = !['GET', 'HEAD', 'DELETE', 'OPTIONS'].includes(method.httpMethod);
  const { resourceId, httpMethod } = method;
  return (
    <div className="grid gap-6">
      <Form
        form={form}
        onSubmit={async ({ headers, body, stageName, requestMethod, ...request }) => {
          await run.mutateAsync({
            apiId,
            resourceId,
            httpMethod,
            ...request,
            requestMethod: httpMethod === 'ANY' ? requestMethod : undefined,
            headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
            body: body === '' ? null : body,
            stageName: stageName === NO_STAGE ? undefined : stageName,
          });
        }}
      >
        {httpMethod === 'ANY' ? (
          <SelectField control={control} name="requestMethod" label="HTTP method" options={verbs} mono />
        ) : null}
        {names.map((name) => (
          <TextField key={name} control={control} name={`pathParameters.${name}`} label={`{${name}}`} mono required />
        ))}
        <TextField
          control={control}
          name="queryString"
          label="Query string"
          placeholder="status=available&limit=10"
          mono
          required={false}
        />
        <KeyValueField control={control} name="headers" label="Headers" noun="header" required={false} />
        {hasBody ? (
          <Field label="Body" required={false}>
            {() => (
              <CodeEditor
                label="Body of the test request"
                language="json"
                value={form.getValues('body')}
                onChange={(text) => form.setValue('body', text)}
                height={120}
                resizable
              />
            )}
          </Field>
        ) : null}
        <SelectField
          control={control}
          name="stageName"
          label="As the stage"
          hint="Lends its variables; the draft is what runs."
          options={[
            { value: NO_STAGE, label: 'No stage' },
            ...(stages.data?.items ?? []).map(({ stageName }) => ({ value: stageName, label: stageName })),
          ]}
        />
        <FormActions control={control} submitLabel="Send test request" />
      </Form>
      {run.data ? <TestResultView result={run.data} /> : null}
    </div>
  );
}

export interface TestDrawerProps {
  apiId: string;
  method: LoadedMethod;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Runs the draft of a method on a gateway node and shows the answer with every phase that led to it. */
export function TestDrawer({ apiId, method, open, onOpenChange }: TestDrawerProps) {
  return (
    <Drawer
      open={open}
      onOpenChange={onOpenChange}
      title="Test call"
      description="Runs the draft on a gateway node. Keys, throttles and quotas are reported, not enforced."
    >
      <TestForm apiId={apiId} method={method} />
    </Drawer>
  );
}
