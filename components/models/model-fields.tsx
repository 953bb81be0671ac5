'use client';

import { useController, type UseFormReturn } from 'react-hook-form';
import type { z } from 'zod';
import { createModelInput } from '#core/models/input.ts';
import { CodeEditor } from '../editor/code-editor.tsx';
import { TextField } from '../form/text-field.tsx';

/** What a person edits of a model. */
export const modelFormSchema = createModelInput.omit({ apiId: true });

/** The id of the form, so that Ctrl-S in its editor saves. */
export const MODEL_FORM = 'model-form';

export type ModelForm = UseFormReturn<z.input<typeof modelFormSchema>, unknown, z.output<typeof modelFormSchema>>;

export interface ModelFieldsProps {
  form: ModelForm;
  /** A model that exists keeps its name: methods and other models refer to it. */
  isNew: boolean;
  disabled?: boolean;
}

/** The fields of a model: creating and editing share them. */
export function ModelFields({ form, isNew, disabled = false }: ModelFieldsProps) {
  const { control } = form;
  const { field, fieldState } = useController({ control, name: 'schema' });
  return (
    <>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        {isNew ? (
          <TextField
            control={control}
            name="name"
            label="Name"
            hint="Letters and digits. It stays as it is: methods and other models refer to it."
            autoFocus
            mono
          />
        ) : null}
        <TextField
          control={control}
          name="contentType"
          label="Content type"
          hint="Bodies of this type are checked against it."
          mono
          disabled={disabled}
        />
        <TextField
          control={control}
          name="description"
          label="Description"
          required={false}
          disabled={disabled}
          className={isNew ? 'sm:col-span-2' : undefined}
        />
      </div>
      <div className="grid gap-1">
        <p className="font-medium">Schema</p>
        <p className="text-meta text-muted">
          JSON Schema draft 4, or 2020-12 when $schema says so. Name another model of this API as{' '}
          <span className="font-mono">{'{"$ref": "#/models/Name"}'}</span>.
        </p>
        <CodeEditor
          label="Schema of the model"
          language="json"
          value={field.value}
          onChange={field.onChange}
          readOnly={disabled}
          onSave={() => document.querySelector<HTMLFormElement>(`#${MODEL_FORM}`)?.requestSubmit()}
          height={420}
          resizable
        />
        {fieldState.error?.message ? (
          <p role="alert" className="text-meta text-failing">
            {fieldState.error.message}
          </p>
        ) : null}
      </div>
    </>
  );
}
