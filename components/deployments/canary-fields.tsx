'use client';

import { useWatch } from 'react-hook-form';
import { KeyValueField } from '../form/key-value-field.tsx';
import { NumberField } from '../form/number-field.tsx';
import { SelectField } from '../form/select-field.tsx';
import { TextField } from '../form/text-field.tsx';
import { stickinessOptions } from '../stages/stickiness.ts';
import type { DeployControl } from './use-deploy-form.ts';

/** How much of the traffic a canary gets, who, and with which variables. */
export function CanaryFields({ control }: { control: DeployControl }) {
  const by = useWatch({ control, name: 'canary.by' });
  return (
    <>
      <NumberField
        control={control}
        name="canary.percentTraffic"
        label="Share of the canary"
        unit="%"
        min={0}
        max={100}
      />
      <SelectField control={control} name="canary.by" label="Who gets the canary" options={stickinessOptions} />
      {by === 'HEADER' ? (
        <TextField
          control={control}
          name="canary.header"
          label="Header"
          hint="Requests without it are drawn at random."
          placeholder="x-tenant"
          mono
          required
        />
      ) : null}
      <KeyValueField
        control={control}
        name="canary.stageVariableOverrides"
        label="Stage variables of the canary"
        hint="Only those that differ from the stage's."
        noun="variable"
        required={false}
      />
    </>
  );
}
