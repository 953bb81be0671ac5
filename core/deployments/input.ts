import { z } from 'zod';
import { apiIdInput } from '../apis/input.ts';
import { pageInput } from '../paging.ts';
import { canaryInput, stageIdInput } from '../stages/input.ts';

export const deploymentIdInput = apiIdInput.extend({ deploymentId: z.string().min(1).max(64) });

export const listDeploymentsInput = apiIdInput.extend(pageInput.omit({ search: true }).shape);

/** Deploys the draft to a stage, or to the stage's canary when `canary` is given. */
export const createDeploymentInput = stageIdInput.extend({
  description: z.string().trim().max(1024).nullish(),
  canary: canaryInput.optional(),
});

export const diffDeploymentsInput = apiIdInput.extend({
  fromNumber: z.number().int().positive(),
  toNumber: z.union([z.number().int().positive(), z.literal('draft')]),
});
