'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useState } from 'react';
import { z } from 'zod';
import { setMethodThrottleInput } from '#core/plans/input.ts';
import { throttleSettingsSchema } from '#core/plans/schema.ts';
import { Form } from '../form/form.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { NumberField } from '../form/number-field.tsx';
import { SelectField } from '../form/select-field.tsx';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { type Outputs, useTRPC } from '../trpc.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { throttleText } from './plan-limits-text.ts';

type Stage = Outputs['plans']['get']['stages'][number];

const formSchema = z.object({ method: setMethodThrottleInput.shape.method, throttle: throttleSettingsSchema });

function ThrottleForm({ planId, stage, onDone }: { planId: string; stage: Stage; onDone: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const tree = useQuery(trpc.resources.tree.queryOptions({ apiId: stage.apiId }));
  const set = useMutation(
    trpc.plans.setMethodThrottle.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.plans.pathFilter()),
    }),
  );
  const form = useSchemaForm(formSchema, { method: '', throttle: { rateLimit: 10, burstLimit: 20 } });
  const options = (tree.data?.resources ?? []).flatMap(({ path, methods }) =>
    methods.map(({ httpMethod }) => ({ value: `${path}/${httpMethod}`, label: `${httpMethod} ${path}` })),
  );
  return (
    <Form
      form={form}
      onSubmit={async (values) => {
        await set.mutateAsync({ planId, apiId: stage.apiId, stageName: stage.stageName, ...values });
        onDone();
      }}
    >
      <SelectField control={form.control} name="method" label="Method" options={options} mono />
      <div className="grid gap-4 sm:grid-cols-2">
        <NumberField control={form.control} name="throttle.rateLimit" label="Rate" unit="per second" min={0} />
        <NumberField control={form.control} name="throttle.burstLimit" label="Burst" unit="requests" min={1} step={1} />
      </div>
      <FormActions control={form.control} submitLabel="Set throttle" onCancel={onDone} />
    </Form>
  );
}

/** Throttles for single methods of a stage, which count before the plan's own. */
export function MethodThrottles({ planId, stage, mayWrite }: { planId: string; stage: Stage; mayWrite: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [adding, setAdding] = useState(false);
  const set = useMutation(
    trpc.plans.setMethodThrottle.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.plans.pathFilter()),
    }),
  );
  const { apiId, stageName } = stage;
  return (
    <div className="grid gap-1 pl-3 text-meta text-muted">
      {Object.entries(stage.throttle).map(([method, throttle]) => (
        <div key={method} className="flex items-center gap-2">
          <span className="min-w-0 grow truncate font-mono">{method}</span>
          {throttleText(throttle)}
          {mayWrite ? (
            <IconButton
              size="sm"
              label={`Remove the throttle of ${method}`}
              icon={<X aria-hidden="true" />}
              loading={set.isPending && set.variables.method === method}
              onClick={() => set.mutate({ planId, apiId, stageName, method, throttle: null })}
            />
          ) : null}
        </div>
      ))}
      {mayWrite ? (
        <Button size="sm" variant="ghost" className="justify-self-start" onClick={() => setAdding(true)}>
          Throttle a method
        </Button>
      ) : null}
      <Sheet open={adding} onOpenChange={setAdding} title={`Throttle a method of ${stage.apiName} ${stageName}`}>
        <ThrottleForm planId={planId} stage={stage} onDone={() => setAdding(false)} />
      </Sheet>
    </div>
  );
}
