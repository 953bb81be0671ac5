import { expect, test } from 'vitest';
import { authorizerFormSchema, freshAuthorizer, savedAuthorizer } from './authorizer-values.ts';

test('the ARN of a function becomes the URI that invokes it, a URL stays', () => {
  const orders = 'arn:aws:lambda:eu-west-1:123456789012:function:orders';
  const saved = (authorizerUri: string) => savedAuthorizer({ ...freshAuthorizer, authorizerUri }).authorizerUri;
  expect(saved(orders)).toBe(`arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${orders}/invocations`);
  expect(saved(saved(orders) ?? '')).toBe(saved(orders));
  expect(saved(' https://auth.example.com/ ')).toBe('https://auth.example.com/');
});

test('what the type does not have is neither checked nor saved', () => {
  const typed = { ...freshAuthorizer, name: 'tokens', authorizerUri: 'https://auth.example.com' };
  expect(authorizerFormSchema.safeParse(typed).success).toBe(true);
  expect(savedAuthorizer(typed).jwtConfiguration).toBeNull();
  const issuer = 'https://id.example.com';
  const jwt = { ...typed, type: 'JWT' as const, jwtConfiguration: { issuer, audience: ['orders'] } };
  expect(savedAuthorizer(jwt)).toMatchObject({ authorizerUri: null, jwtConfiguration: { issuer } });
});

test('a JWT authorizer needs an issuer that is a URL, told at its field', () => {
  const { error } = authorizerFormSchema.safeParse({ ...freshAuthorizer, name: 'jwt', type: 'JWT' });
  expect(error?.issues.map(({ path }) => path.join('.'))).toEqual(['jwtConfiguration.issuer']);
});
