'use client';

import type { ReactNode } from 'react';
import { useFormState, type Control, type FieldValues } from 'react-hook-form';
import { Button } from '../ui/button.tsx';

export interface FormActionsProps<Input extends FieldValues, Output> {
  control: Control<Input, unknown, Output>;
  /** The plain verb and its object: "Create API", "Save stage". */
  submitLabel: string;
  onCancel?: () => void;
  /** The id of the form, when the buttons stand outside of it. */
  formId?: string;
  /** Off while nothing has changed: for editing what exists. */
  requireChange?: boolean;
  danger?: boolean;
  /** At the left: an autosave status, a delete button. */
  children?: ReactNode;
}

export function FormActions<Input extends FieldValues, Output>({
  control,
  submitLabel,
  onCancel,
  formId,
  requireChange = false,
  danger = false,
  children,
}: FormActionsProps<Input, Output>) {
  const { isSubmitting, isDirty } = useFormState({ control });
  return (
    <div className="flex w-full flex-wrap items-center gap-2">
      <div className="min-w-0 grow">{children}</div>
      {onCancel ? <Button onClick={onCancel}>Cancel</Button> : null}
      <Button
        type="submit"
        form={formId}
        variant={danger ? 'danger-solid' : 'primary'}
        loading={isSubmitting}
        disabled={requireChange && !isDirty}
      >
        {submitLabel}
      </Button>
    </div>
  );
}
