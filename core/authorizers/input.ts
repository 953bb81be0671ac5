import { z } from 'zod';
import { apiIdInput } from '../apis/input.ts';
import { authorizerSchema, authorizerTtlSeconds } from './schema.ts';

export const authorizerIdInput = apiIdInput.extend({ authorizerId: z.string().min(1).max(64) });

const settings = authorizerSchema.omit({ id: true });

export const createAuthorizerInput = apiIdInput.extend({
  ...settings.partial().shape,
  name: settings.shape.name,
  type: settings.shape.type,
  authorizerResultTtlInSeconds: settings.shape.authorizerResultTtlInSeconds.default(authorizerTtlSeconds.default),
});

export const updateAuthorizerInput = authorizerIdInput.extend({
  expectedRevision: z.number().int(),
  ...settings.partial().shape,
});
