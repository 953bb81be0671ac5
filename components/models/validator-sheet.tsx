'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { createValidatorInput } from '#core/models/input.ts';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { SwitchField } from '../form/switch-field.tsx';
import { TextField } from '../form/text-field.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Sheet } from '../ui/sheet.tsx';

type Validator = Outputs['validators']['list']['items'][number];

const formSchema = createValidatorInput.omit({ apiId: true });

interface ValidatorFormProps {
  apiId: string;
  validator: Validator | null;
  onDone: () => void;
}

function ValidatorForm({ apiId, validator, onDone }: ValidatorFormProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const create = useMutation(trpc.validators.create.mutationOptions());
  const update = useMutation(trpc.validators.update.mutationOptions());
  const form = useSchemaForm(formSchema, {
    name: validator?.name ?? '',
    validateRequestBody: validator?.validateRequestBody ?? true,
    validateRequestParameters: validator?.validateRequestParameters ?? true,
  });
  const { control } = form;
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        if (validator) await update.mutateAsync({ apiId, requestValidatorId: validator.id, ...values });
        else await create.mutateAsync({ apiId, ...values });
        await Promise.all([
          queries.invalidateQueries(trpc.validators.pathFilter()),
          queries.invalidateQueries(trpc.apis.pathFilter()),
        ]);
        onDone();
      }}
    >
      <TextField control={control} name="name" label="Name" autoFocus />
      <SwitchField
        control={control}
        name="validateRequestBody"
        label="Check the body"
        hint="Against the model that the method names for the body’s content type."
      />
      <SwitchField
        control={control}
        name="validateRequestParameters"
        label="Check parameters"
        hint="Required path, query and header parameters must be there."
      />
      <FormActions
        control={control}
        submitLabel={validator ? 'Save validator' : 'Create validator'}
        onCancel={onDone}
        requireChange={validator !== null}
      />
    </Form>
  );
}

export interface ValidatorSheetProps {
  apiId: string;
  /** What is edited; `new` creates one, null closes. */
  validator: Validator | 'new' | null;
  onClose: () => void;
}

export function ValidatorSheet({ apiId, validator, onClose }: ValidatorSheetProps) {
  const edited = validator === 'new' ? null : validator;
  return (
    <Sheet
      open={validator !== null}
      onOpenChange={onClose}
      title={edited ? `Edit ${edited.name}` : 'Create validator'}
      description="It applies to methods that name it, with the next deployment."
    >
      <ValidatorForm apiId={apiId} validator={edited} onDone={onClose} />
    </Sheet>
  );
}
