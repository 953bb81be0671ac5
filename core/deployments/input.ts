import { z } from 'zod';
import { apiIdInput } from '../apis/input.ts';
import { pageInput } from '../paging.ts';
import { canaryInput, deployedStageInput, stageIdInput } from '../stages/input.ts';

export const deploymentIdInput = apiIdInput.extend({ deploymentId: z.string().min(1).max(64) });

export const listDeploymentsInput = apiIdInput.extend(pageInput.omit({ search: true }).shape);

const description = z.string().trim().max(1024).nullish();

/** Deploys the draft to a stage, or to the stage's canary when `canary` is given, and changes the stage's settings with it. */
export const createDeploymentInput = stageIdInput.extend({
  description,
  canary: canaryInput.optional(),
  stage: deployedStageInput.optional(),
});

/** A deployment that no stage runs yet. */
export const createUnstagedDeploymentInput = apiIdInput.extend({ description });

export const updateDeploymentInput = deploymentIdInput.extend({ description });

export const diffDeploymentsInput = apiIdInput.extend({
  fromNumber: z.number().int().positive(),
  toNumber: z.union([z.number().int().positive(), z.literal('draft')]),
});
