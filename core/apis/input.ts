import { z } from 'zod';
import { corsConfigurationSchema } from '../cors/schema.ts';
import { pageInput } from '../paging.ts';
import { policyTextSchema } from '../policies/policy-text.ts';
import { restApiSchema } from './schema.ts';

export const apiIdInput = z.object({ apiId: z.string().min(1).max(64) });

export const apiSorts = ['name', 'created', 'edited'] as const;

export const listApisInput = pageInput.extend({ sort: z.enum(apiSorts).default('name') });

/** Every setting of an API that a person may change; a field left out stays as it is. */
const apiSettings = restApiSchema
  .omit({ id: true, protocolType: true })
  .partial()
  .extend({
    // Without the default: it would switch off what a call leaves out.
    corsConfiguration: corsConfigurationSchema.nullable().optional(),
    policy: policyTextSchema('resource', 8192).nullable().optional(),
  });

export const createApiInput = apiSettings.extend({
  name: restApiSchema.shape.name,
  /** With the models Empty and Error, which every new API has in AWS. */
  defaultModels: z.boolean().default(false),
});

export const updateApiInput = apiSettings.extend(apiIdInput.shape);

/** Deleting an API takes its stages out of service, so the caller repeats its name. */
export const deleteApiInput = apiIdInput.extend({ confirmName: z.string() });
