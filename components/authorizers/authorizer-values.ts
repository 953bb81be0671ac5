import type { UseFormReturn } from 'react-hook-form';
import { z } from 'zod';
import { createAuthorizerInput } from '#core/authorizers/input.ts';
import { type Authorizer, jwtConfigurationSchema } from '#core/authorizers/schema.ts';
import { lambdaUri } from '../methods/aws-uri-parts.ts';
import { asksElsewhere } from './authorizer-types.ts';

/** What a person edits of an authorizer. What its type does not have is typed but not checked, and not saved. */
export const authorizerFormSchema = createAuthorizerInput
  .omit({ apiId: true, authType: true })
  .extend({ jwtConfiguration: z.object({ issuer: z.string().trim(), audience: z.array(z.string()) }) })
  .superRefine(({ type, jwtConfiguration }, context) => {
    if (type !== 'JWT') return;
    for (const { message, path } of jwtConfigurationSchema.safeParse(jwtConfiguration).error?.issues ?? []) {
      context.addIssue({ code: 'custom', message, path: ['jwtConfiguration', ...path] });
    }
  });

export type AuthorizerValues = z.output<typeof authorizerFormSchema>;
export type AuthorizerForm = UseFormReturn<z.input<typeof authorizerFormSchema>, unknown, AuthorizerValues>;

export const freshAuthorizer: AuthorizerValues = {
  name: '',
  type: 'TOKEN',
  providerARNs: [],
  authorizerUri: null,
  authorizerCredentials: null,
  identitySource: 'method.request.header.Authorization',
  identityValidationExpression: null,
  authorizerResultTtlInSeconds: 300,
  jwtConfiguration: { issuer: '', audience: [] },
};

export function valuesOfAuthorizer(authorizer: Omit<Authorizer, 'id' | 'authType'>): AuthorizerValues {
  const { name, type, providerARNs, authorizerUri, authorizerCredentials, identitySource } = authorizer;
  const { identityValidationExpression, authorizerResultTtlInSeconds, jwtConfiguration } = authorizer;
  return {
    ...{ name, type, providerARNs, authorizerUri, authorizerCredentials, identitySource },
    ...{ identityValidationExpression, authorizerResultTtlInSeconds },
    jwtConfiguration: jwtConfiguration ?? freshAuthorizer.jwtConfiguration,
  };
}

/** The settings to save: an emptied field is absent, what the type does not have too, a function's ARN is its URI. */
export function savedAuthorizer(values: AuthorizerValues) {
  const uri = values.authorizerUri?.trim() || null;
  const asks = asksElsewhere(values.type);
  return {
    ...values,
    authorizerUri:
      asks && uri?.includes(':lambda:') && !uri.includes(':apigateway:') ? lambdaUri(uri) : asks ? uri : null,
    authorizerCredentials: (asks && values.authorizerCredentials?.trim()) || null,
    providerARNs: values.type === 'COGNITO_USER_POOLS' ? values.providerARNs : [],
    jwtConfiguration: values.type === 'JWT' ? values.jwtConfiguration : null,
    identitySource: values.identitySource?.trim() || null,
    identityValidationExpression: values.identityValidationExpression || null,
  };
}
