import { z } from 'zod';

/** AWS API Gateway's limits on stage variables. */
export const stageVariableLimits = { perStage: 100, nameLength: 64, valueLength: 512 } as const;

export const stageVariableNameSchema = z
  .string()
  .min(1, 'A variable needs a name.')
  .max(stageVariableLimits.nameLength)
  .regex(/^[A-Za-z0-9_]+$/, 'A variable name has letters, digits and _ only.');

export const stageVariableValueSchema = z
  .string()
  .max(stageVariableLimits.valueLength)
  .regex(/^[A-Za-z0-9\-._~:/?#&=,]*$/, 'A value may hold letters, digits and -._~:/?#&=, only.');

export const stageVariablesSchema = z
  .record(stageVariableNameSchema, stageVariableValueSchema)
  .refine((variables) => Object.keys(variables).length <= stageVariableLimits.perStage, {
    message: `A stage has at most ${stageVariableLimits.perStage} variables.`,
  });
export type StageVariables = z.infer<typeof stageVariablesSchema>;

const reference = /\$\{stageVariables\.([A-Za-z0-9_]+)\}/g;

/** The names of the stage variables that a text refers to as `${stageVariables.name}`. */
export function referencedStageVariables(text: string): string[] {
  return [...new Set([...text.matchAll(reference)].map((match) => match[1] ?? ''))];
}

/** Replaces each `${stageVariables.name}`; an undefined variable becomes the empty string, as in AWS API Gateway. */
export function substituteStageVariables(text: string, variables: Readonly<Record<string, string>>): string {
  if (!text.includes('${stageVariables.')) return text;
  return text.replace(reference, (_, name: string) => (Object.hasOwn(variables, name) ? (variables[name] ?? '') : ''));
}
