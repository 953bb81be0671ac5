'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useCan } from '../console/me.tsx';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { PageBody } from '../layout/page-body.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { useTRPC } from '../trpc.ts';
import { Banner } from '../ui/banner.tsx';
import { toastDone } from '../ui/toast.tsx';
import { MODEL_FORM, ModelFields, modelFormSchema } from './model-fields.tsx';

const firstSchema = `{
  "type": "object",
  "properties": {}
}
`;

function NewModelForm({ apiId }: { apiId: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const create = useMutation(trpc.models.create.mutationOptions());
  const form = useSchemaForm(modelFormSchema, {
    name: '',
    description: '',
    contentType: 'application/json',
    schema: firstSchema,
  });
  return (
    <Form
      id={MODEL_FORM}
      form={form}
      onSubmit={async (values) => {
        const { id, name } = await create.mutateAsync({ apiId, ...values });
        await Promise.all([
          queries.invalidateQueries(trpc.models.pathFilter()),
          queries.invalidateQueries(trpc.apis.pathFilter()),
        ]);
        toastDone(`The model ${name} is there`);
        router.push(`/apis/${apiId}/models/${id}`);
      }}
    >
      <ModelFields form={form} isNew />
      <FormActions
        control={form.control}
        submitLabel="Create model"
        onCancel={() => router.push(`/apis/${apiId}/models`)}
      />
    </Form>
  );
}

export function NewModelPage({ apiId }: { apiId: string }) {
  const mayWrite = useCan('apis.write');
  return (
    <PageBody>
      <PageHeader
        level={2}
        title="Create model"
        crumbs={[{ label: 'Models', href: `/apis/${apiId}/models` }, { label: 'Create model' }]}
      />
      {mayWrite ? (
        <NewModelForm apiId={apiId} />
      ) : (
        <Banner tone="warning">Your role may look at models, not create them.</Banner>
      )}
    </PageBody>
  );
}
