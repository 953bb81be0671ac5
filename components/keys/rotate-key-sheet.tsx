'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Field } from '../form/field.tsx';
import { errorDetails } from '../error-details.ts';
import { useTRPC } from '../trpc.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { RadioGroup } from '../ui/radio-group.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { KeyValuePanel } from './key-value-panel.tsx';

const HOUR = 3600;
const overlaps = [
  {
    value: String(7 * 24 * HOUR),
    label: '7 days',
    hint: 'Both values work for a week: time for every caller to change over.',
  },
  { value: String(24 * HOUR), label: '1 day', hint: 'Both values work until tomorrow.' },
  { value: String(HOUR), label: '1 hour', hint: 'Both values work for an hour.' },
  { value: '0', label: 'At once', hint: 'The present value stops working now. For a value that leaked.' },
];

export interface RotateKeySheetProps {
  keyId: string;
  name: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Gives a key a new value and shows it once; the old one goes on working for the overlap. */
export function RotateKeySheet({ keyId, name, open, onOpenChange }: RotateKeySheetProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const rotate = useMutation(
    trpc.keys.rotate.mutationOptions({ onSuccess: () => queries.invalidateQueries(trpc.keys.pathFilter()) }),
  );
  const [overlap, setOverlap] = useState(overlaps[0]?.value ?? '0');
  function close() {
    rotate.reset();
    onOpenChange(false);
  }
  return (
    <Sheet
      open={open}
      onOpenChange={(next) => (next ? onOpenChange(true) : close())}
      mayClose={() => !rotate.data}
      title={rotate.data ? 'Key rotated' : `Rotate ${name}`}
      description={rotate.data ? undefined : 'The key keeps its id, plans, quota and history, and gets a new value.'}
      footer={
        rotate.data ? (
          <Button variant="primary" onClick={close}>
            Done
          </Button>
        ) : (
          <>
            <Button onClick={close}>Cancel</Button>
            <Button
              variant={overlap === '0' ? 'danger' : 'primary'}
              loading={rotate.isPending}
              onClick={() => rotate.mutate({ keyId, overlapSeconds: Number(overlap) })}
            >
              Rotate key
            </Button>
          </>
        )
      }
    >
      {rotate.data ? (
        <KeyValuePanel
          value={rotate.data.value}
          note={
            overlap === '0'
              ? 'The value before is refused from now on.'
              : `The value before works until ${rotate.data.previousExpiresAt.toLocaleString()}.`
          }
        />
      ) : (
        <div className="grid gap-4">
          {rotate.error ? (
            <Banner tone="failing" title="Not rotated">
              {errorDetails(rotate.error).message}
            </Banner>
          ) : null}
          <Field label="How long the present value goes on working">
            {() => (
              <RadioGroup
                value={overlap}
                onValueChange={setOverlap}
                options={overlaps}
                variant="cards"
                aria-label="Overlap"
              />
            )}
          </Field>
        </div>
      )}
    </Sheet>
  );
}
