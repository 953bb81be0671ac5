import { expect, test } from 'vitest';
import { claimTexts, poolClaimTexts } from './claims.ts';

const claims = {
  sub: 'ann',
  email_verified: true,
  auth_time: 1_680_629_979,
  exp: 1_680_633_579,
  iat: 1_680_629_979,
  'cognito:groups': ['admin', 'ops'],
  identities: [{ userId: '1' }],
  roles: [],
};

test('claims are texts', () => {
  expect(claimTexts(claims)).toEqual({
    sub: 'ann',
    email_verified: 'true',
    auth_time: '1680629979',
    exp: '1680633579',
    iat: '1680629979',
    'cognito:groups': '["admin","ops"]',
    identities: '[{"userId":"1"}]',
    roles: '[]',
  });
});

test('claims of a user pool have lists between commas, and dates, as in AWS', () => {
  expect(poolClaimTexts(claims)).toEqual({
    sub: 'ann',
    email_verified: 'true',
    auth_time: '1680629979',
    exp: 'Tue Apr 04 18:39:39 UTC 2023',
    iat: 'Tue Apr 04 17:39:39 UTC 2023',
    'cognito:groups': 'admin,ops',
    identities: '{"userId":"1"}',
    roles: '',
  });
  expect(poolClaimTexts({ exp: 1e300 })).toEqual({ exp: '1e+300' });
  expect(poolClaimTexts({ exp: 1e15 })).toEqual({ exp: '1000000000000000' });
});
