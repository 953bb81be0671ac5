'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { z } from 'zod';
import { gatewayResponseSchema } from '#core/gateway-responses/schema.ts';
import { errorDetails } from '../error-details.ts';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { KeyValueField } from '../form/key-value-field.tsx';
import { TextField } from '../form/text-field.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { toastDone } from '../ui/toast.tsx';
import { sourceWords, typeWords } from './gateway-response-words.ts';
import { TemplatesField } from './templates-field.tsx';

type Response = Outputs['gatewayResponses']['list']['items'][number];

const formSchema = gatewayResponseSchema.omit({ responseType: true }).extend({
  statusCode: z.union([z.literal('').transform(() => null), gatewayResponseSchema.shape.statusCode]),
});

interface ResponseProps {
  apiId: string;
  response: Response;
  onDone: () => void;
}

function useResponseChanges() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return () =>
    Promise.all([
      queries.invalidateQueries(trpc.gatewayResponses.pathFilter()),
      queries.invalidateQueries(trpc.apis.pathFilter()),
    ]);
}

/** Lifts what the API set for a type, after asking in place. */
function ResetResponse({ apiId, response, onDone }: ResponseProps) {
  const trpc = useTRPC();
  const refresh = useResponseChanges();
  const [asking, setAsking] = useState(false);
  const { responseType } = response;
  const reset = useMutation(
    trpc.gatewayResponses.reset.mutationOptions({
      onSuccess: async () => {
        await refresh();
        toastDone(`${responseType} is no longer set by this API`);
        onDone();
      },
    }),
  );
  if (!asking) {
    return (
      <div>
        <Button onClick={() => setAsking(true)}>Reset to what it was</Button>
      </div>
    );
  }
  return (
    <Banner
      tone="warning"
      title={`Reset ${responseType}?`}
      actions={
        <>
          <Button size="sm" onClick={() => setAsking(false)}>
            Keep it
          </Button>
          <Button
            size="sm"
            variant="danger"
            loading={reset.isPending}
            onClick={() => reset.mutate({ apiId, responseType })}
          >
            Reset
          </Button>
        </>
      }
    >
      Its status, headers and templates are dropped. It then answers as its default type is set, else as AWS does.
      {reset.error ? <p className="mt-1 text-failing">{errorDetails(reset.error).message}</p> : null}
    </Banner>
  );
}

function ResponseForm({ apiId, response, mayWrite, onDone }: ResponseProps & { mayWrite: boolean }) {
  const trpc = useTRPC();
  const refresh = useResponseChanges();
  const put = useMutation(trpc.gatewayResponses.put.mutationOptions());
  const { responseType, statusCode, responseParameters, responseTemplates, source } = response;
  const form = useSchemaForm(formSchema, { statusCode, responseParameters, responseTemplates });
  const { control } = form;
  const isDefault = responseType === 'DEFAULT_4XX' || responseType === 'DEFAULT_5XX';
  return (
    <div className="grid gap-6">
      <Form
        form={form}
        onSubmit={async (values) => {
          await put.mutateAsync({ apiId, responseType, ...values });
          await refresh();
          toastDone(`${responseType} is set`);
          onDone();
        }}
      >
        <p className="text-muted">Now set by: {sourceWords[source].toLowerCase()}.</p>
        <TextField
          control={control}
          name="statusCode"
          label="Status code"
          hint={isDefault ? 'Empty leaves each type its own status.' : 'Empty takes the status of its default type.'}
          required={false}
          mono
          disabled={!mayWrite}
        />
        <KeyValueField
          control={control}
          name="responseParameters"
          label="Headers"
          hint="gatewayresponse.header.X-Name is set to a fixed value in single quotes, or to one of the request such as method.request.header.Origin."
          noun="header"
          nameLabel="Header"
          disabled={!mayWrite}
          required={false}
        />
        <TemplatesField
          control={control}
          name="responseTemplates"
          label="Body templates"
          hint="By content type. Variables such as $context.error.messageString are filled in."
          disabled={!mayWrite}
          required={false}
        />
        {mayWrite ? (
          <FormActions control={control} submitLabel="Save gateway response" onCancel={onDone} requireChange />
        ) : null}
      </Form>
      {mayWrite && source === 'own' ? <ResetResponse apiId={apiId} response={response} onDone={onDone} /> : null}
    </div>
  );
}

export interface GatewayResponseSheetProps {
  apiId: string;
  response: Response | null;
  mayWrite: boolean;
  onClose: () => void;
}

/** Edits what one type of gateway response answers. */
export function GatewayResponseSheet({ apiId, response, mayWrite, onClose }: GatewayResponseSheetProps) {
  return (
    <Sheet
      open={response !== null}
      onOpenChange={onClose}
      title={<span className="font-mono">{response?.responseType}</span>}
      description={response ? typeWords[response.responseType] : undefined}
      size="lg"
    >
      {response ? <ResponseForm apiId={apiId} response={response} mayWrite={mayWrite} onDone={onClose} /> : null}
    </Sheet>
  );
}
