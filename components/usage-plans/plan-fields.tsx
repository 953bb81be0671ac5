'use client';

import { useState } from 'react';
import { useWatch, type UseFormReturn } from 'react-hook-form';
import type { z } from 'zod';
import { createPlanInput } from '#core/plans/input.ts';
import { NumberField } from '../form/number-field.tsx';
import { SelectField } from '../form/select-field.tsx';
import { TextField } from '../form/text-field.tsx';
import { Field } from '../form/field.tsx';
import { Switch } from '../ui/switch.tsx';

/** What a person edits of a plan; the stages and keys have their own places. */
export const planFormSchema = createPlanInput.omit({ stages: true });

export type PlanValues = z.input<typeof planFormSchema>;

const periods = [
  { value: 'DAY', label: 'per day (UTC)' },
  { value: 'WEEK', label: 'per week, from Sunday' },
  { value: 'MONTH', label: 'per calendar month' },
];

type Form = UseFormReturn<PlanValues, unknown, z.output<typeof planFormSchema>>;

function Limit({
  label,
  hint,
  on,
  onChange,
}: {
  label: string;
  hint: string;
  on: boolean;
  onChange: (on: boolean) => void;
}) {
  return (
    <Field label={label} hint={hint} inline>
      {(parts) => <Switch id={parts.id} checked={on} onCheckedChange={onChange} aria-label={label} />}
    </Field>
  );
}

/** The fields of a usage plan: creating and editing share them. */
export function PlanFields({ form }: { form: Form }) {
  const { control, setValue } = form;
  const [throttle, quota] = useWatch({ control, name: ['throttle', 'quota'] });
  const [before] = useState({ throttle, quota });
  const dirty = { shouldDirty: true, shouldValidate: true };
  return (
    <>
      <TextField control={control} name="name" label="Name" autoFocus required />
      <TextField control={control} name="description" label="Description" rows={2} required={false} />
      <Limit
        label="Throttle"
        hint="How fast each key may call, over all stages of the plan together."
        on={throttle != null}
        onChange={(on) =>
          setValue('throttle', on ? (before.throttle ?? { rateLimit: 100, burstLimit: 200 }) : null, dirty)
        }
      />
      {throttle == null ? null : (
        <div className="grid gap-4 sm:grid-cols-2">
          <NumberField control={control} name="throttle.rateLimit" label="Rate" unit="per second" min={0} />
          <NumberField control={control} name="throttle.burstLimit" label="Burst" unit="requests" min={1} step={1} />
        </div>
      )}
      <Limit
        label="Quota"
        hint="How many requests each key may make in a period."
        on={quota != null}
        onChange={(on) =>
          setValue('quota', on ? (before.quota ?? { limit: 10_000, offset: 0, period: 'MONTH' }) : null, dirty)
        }
      />
      {quota == null ? null : (
        <div className="grid gap-4 sm:grid-cols-2">
          <NumberField control={control} name="quota.limit" label="Limit" unit="requests" min={1} step={1} />
          <SelectField control={control} name="quota.period" label="Period" options={periods} />
          <NumberField
            control={control}
            name="quota.offset"
            label="Offset"
            hint="Taken off the first period, for keys that join late."
            unit="requests"
            min={0}
            step={1}
          />
        </div>
      )}
    </>
  );
}
