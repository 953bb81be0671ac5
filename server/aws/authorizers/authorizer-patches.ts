import type { Authorizer } from '#core/authorizers/schema.ts';
import { badRequest } from '../aws-error.ts';
import { integerOf, type PatchTarget, wordOf } from '../patch.ts';

export const awsAuthorizerTypes = ['TOKEN', 'REQUEST', 'COGNITO_USER_POOLS'] as const;

/** What UpdateAuthorizer takes. An empty value takes a setting away. */
export const authorizerPatches: PatchTarget<Authorizer>[] = [
  { path: '/name', ops: ['replace'], apply: (authorizer, { value }) => void (authorizer.name = value) },
  {
    path: '/type',
    ops: ['replace'],
    apply: (authorizer, patch) => void (authorizer.type = wordOf(awsAuthorizerTypes, patch)),
  },
  { path: '/authType', ops: ['replace'], apply: (authorizer, { value }) => void (authorizer.authType = value || null) },
  {
    path: '/authorizerUri',
    ops: ['replace'],
    apply: (authorizer, { value }) => void (authorizer.authorizerUri = value || null),
  },
  {
    path: '/authorizerCredentials',
    ops: ['replace'],
    apply: (authorizer, { value }) => void (authorizer.authorizerCredentials = value || null),
  },
  {
    path: '/authorizerResultTtlInSeconds',
    ops: ['replace'],
    apply: (authorizer, patch) => void (authorizer.authorizerResultTtlInSeconds = integerOf(patch)),
  },
  {
    path: '/identitySource',
    ops: ['add', 'replace', 'remove'],
    apply(authorizer, { op, value }) {
      const sources = (authorizer.identitySource ?? '').split(',').filter((source) => source !== '');
      const others = sources.filter((source) => source !== value);
      const after = op === 'replace' ? [value] : op === 'add' ? [...others, value] : value === '' ? [] : others;
      authorizer.identitySource = after.join(',') || null;
    },
  },
  {
    path: '/identityValidationExpression',
    ops: ['replace'],
    apply: (authorizer, { value }) => void (authorizer.identityValidationExpression = value || null),
  },
  {
    path: '/providerARNs',
    ops: ['add', 'remove'],
    apply(authorizer, { op, value }) {
      const others = authorizer.providerARNs.filter((arn) => arn !== value);
      if (op === 'remove' && others.length === authorizer.providerARNs.length) {
        throw badRequest(`Invalid provider ARN specified: ${value}`);
      }
      authorizer.providerARNs = op === 'add' ? [...others, value] : others;
    },
  },
];
