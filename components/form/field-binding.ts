import type { ReactNode } from 'react';
import type { Control, FieldPath, FieldValues } from 'react-hook-form';

/** What every field of a form takes: the form's control, the path of its value, and its words. */
export interface FieldBinding<Input extends FieldValues, Output> {
  control: Control<Input, unknown, Output>;
  name: FieldPath<Input>;
  label: ReactNode;
  hint?: ReactNode;
  /** Fields are required unless this is false. */
  required?: boolean;
  disabled?: boolean;
  className?: string;
}
