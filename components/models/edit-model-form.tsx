'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { CodeEditor } from '../editor/code-editor.tsx';
import { errorDetails } from '../error-details.ts';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { type Outputs, useTRPC, useTRPCClient } from '../trpc.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { toastDone } from '../ui/toast.tsx';
import { MODEL_FORM, ModelFields, modelFormSchema } from './model-fields.tsx';

type Model = Outputs['models']['get'];

interface ConflictProps {
  theirs: Model;
  onTake: () => void;
}

/** Another person's newer state beside what was typed here. */
function Conflict({ theirs, onTake }: ConflictProps) {
  return (
    <Banner
      tone="warning"
      title="The model was changed while you edited it. What you typed is still here."
      actions={
        <Button size="sm" onClick={onTake}>
          Drop mine, take theirs
        </Button>
      }
    >
      <p>Their state, to compare. Saving again writes yours over it.</p>
      <p className="mb-2">
        <span className="font-mono">{theirs.contentType}</span>
        {theirs.description ? `, “${theirs.description}”` : ', no description'}
      </p>
      <CodeEditor label="Their schema" language="json" value={theirs.schema} readOnly height={200} resizable />
    </Banner>
  );
}

export interface EditModelFormProps {
  apiId: string;
  model: Model;
  mayWrite: boolean;
}

const valuesOf = ({ name, description, contentType, schema }: Model) => ({ name, description, contentType, schema });

/** Edits a model. A save on top of somebody else's is refused first, and keeps what was typed. */
export function EditModelForm({ apiId, model, mayWrite }: EditModelFormProps) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const update = useMutation(trpc.models.update.mutationOptions());
  const [revision, setRevision] = useState(model.revision);
  const [theirs, setTheirs] = useState<Model | null>(null);
  const form = useSchemaForm(modelFormSchema, valuesOf(model));
  const { id: modelId, name } = model;

  function startFrom(state: Model) {
    setRevision(state.revision);
    setTheirs(null);
    form.reset(valuesOf(state));
    queries.setQueryData(trpc.models.get.queryKey({ apiId, modelId }), state);
  }
  return (
    <Form
      id={MODEL_FORM}
      form={form}
      onSubmit={async ({ description, contentType, schema }) => {
        const patch = { description, contentType, schema };
        try {
          const saved = await update.mutateAsync({ apiId, modelId, expectedRevision: revision, ...patch });
          startFrom({ ...model, ...patch, revision: saved.revision });
          toastDone(`The model ${name} is saved`);
          await Promise.all([
            queries.invalidateQueries(trpc.models.list.pathFilter()),
            queries.invalidateQueries(trpc.apis.pathFilter()),
          ]);
        } catch (error) {
          if (errorDetails(error).code === 'STALE') {
            const newer = await client.models.get.query({ apiId, modelId });
            setTheirs(newer);
            setRevision(newer.revision);
          }
          throw error;
        }
      }}
    >
      {theirs ? <Conflict theirs={theirs} onTake={() => startFrom(theirs)} /> : null}
      <ModelFields form={form} isNew={false} disabled={!mayWrite} />
      {mayWrite ? <FormActions control={form.control} submitLabel="Save model" requireChange /> : null}
    </Form>
  );
}
