'use client';

import type { ReactNode } from 'react';
import { FormProvider, type FieldPath, type FieldValues, type UseFormReturn } from 'react-hook-form';
import { errorDetails } from '../error-details.ts';
import { Banner } from '../ui/banner.tsx';
import { cn } from '../ui/class-names.ts';
import { fieldPathOf } from './field-path.ts';

export interface FormProps<Input extends FieldValues, Output extends FieldValues> {
  form: UseFormReturn<Input, unknown, Output>;
  /** When it rejects, the message is shown above the form and what was typed stays. */
  onSubmit: (values: Output) => Promise<void> | void;
  /** Lets a submit button outside of the form, such as in a sheet's footer, name it. */
  id?: string;
  className?: string;
  children: ReactNode;
}

export function Form<Input extends FieldValues, Output extends FieldValues>({
  form,
  onSubmit,
  id,
  className,
  children,
}: FormProps<Input, Output>) {
  async function submit(values: Output) {
    try {
      await onSubmit(values);
    } catch (error) {
      const { issues, message } = errorDetails(error);
      for (const issue of issues) {
        const path = fieldPathOf(issue.pointer);
        if (path !== null) form.setError(path as FieldPath<Input>, { type: 'server', message: issue.message });
      }
      form.setError('root.server', { type: 'server', message });
    }
  }
  const failure = form.formState.errors.root?.server?.message;
  return (
    <FormProvider {...form}>
      <form
        id={id}
        noValidate
        onSubmit={(event) => {
          event.stopPropagation();
          void form.handleSubmit(submit)(event);
        }}
        className={cn('grid grid-cols-1 gap-4', className)}
      >
        {failure ? (
          <Banner tone="failing" title="Not saved">
            {failure}
          </Banner>
        ) : null}
        {children}
      </form>
    </FormProvider>
  );
}
