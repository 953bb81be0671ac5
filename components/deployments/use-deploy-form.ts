import { z } from 'zod';
import { canaryInput } from '#core/stages/input.ts';
import { stageNameSchema } from '#core/stages/schema.ts';
import { useSchemaForm } from '../form/use-schema-form.ts';
import { choiceOf, stickinessOf } from '../stages/stickiness.ts';
import type { Outputs } from '../trpc.ts';

export type Stage = Outputs['stages']['list']['items'][number];

/** The canary as the form holds it: who meets it is a choice and, for a header, its name. */
const canaryFieldsSchema = canaryInput
  .omit({ stickiness: true })
  .extend({ by: z.string(), header: z.string().trim().max(128) })
  .refine(({ by, header }) => by !== 'HEADER' || header !== '', { message: 'Name the header.', path: ['header'] });

type CanaryValues = z.output<typeof canaryFieldsSchema>;

/** The values of a canary that is there, which another version takes over; those of a new one otherwise. */
export function canaryValues(present: z.output<typeof canaryInput> | null | undefined): CanaryValues {
  const { percentTraffic, stageVariableOverrides, useStageCache, stickiness } =
    present ?? canaryInput.parse({ percentTraffic: 10 });
  return { percentTraffic, stageVariableOverrides, useStageCache, ...choiceOf(stickiness) };
}

export function canaryOf({ by, header, ...canary }: CanaryValues): z.output<typeof canaryInput> {
  return { ...canary, stickiness: stickinessOf({ by, header }) };
}

export const NEW_STAGE = '+';

const formSchema = z
  .object({
    stage: z.string(),
    newStage: z.string(),
    target: z.enum(['stage', 'canary']),
    description: z.string().trim().max(1024),
    canary: canaryFieldsSchema,
  })
  .superRefine((values, context) => {
    if (values.stage !== NEW_STAGE) return;
    const name = stageNameSchema.safeParse(values.newStage);
    for (const issue of name.error?.issues ?? []) {
      context.addIssue({ code: 'custom', message: issue.message, path: ['newStage'] });
    }
  });

export function useDeployForm(first: Stage | undefined) {
  return useSchemaForm(formSchema, {
    stage: first?.stageName ?? NEW_STAGE,
    newStage: first ? '' : 'prod',
    target: first?.canary ? ('canary' as const) : ('stage' as const),
    description: '',
    canary: canaryValues(first?.canary),
  });
}

export type DeployControl = ReturnType<typeof useDeployForm>['control'];
