import { expect, test } from 'vitest';
import { corsHeaders, preflightHeaders } from './headers.ts';
import { allowedOrigin, corsPolicy } from './policy.ts';
import { corsProblems } from './problems.ts';
import type { CorsConfiguration } from './schema.ts';

const configuration = (change: Partial<CorsConfiguration> = {}): CorsConfiguration => ({
  allowOrigins: ['https://app.example.com'],
  allowMethods: ['GET', 'POST'],
  allowHeaders: ['content-type'],
  exposeHeaders: [],
  maxAge: null,
  allowCredentials: false,
  ...change,
});

test('an origin is let in only when it is named, matches a wildcard, or any may come', () => {
  const named = corsPolicy(configuration({ allowOrigins: ['https://app.example.com', 'https://*.shop.example'] }));
  for (const origin of ['https://app.example.com', 'https://a.shop.example', 'https://a.b.shop.example']) {
    expect(allowedOrigin(named, origin)).toBe(origin);
  }
  for (const origin of [
    'http://app.example.com',
    'https://app.example.com.evil.example',
    'https://shop.example',
    'https://.shop.example',
    'https://evilshop.example',
    'https://evil.example/.shop.example',
    'https://evil.example#.shop.example',
    'https://user@a.shop.example',
    'https://a..b.shop.example',
    'https://a.shop.example:8443',
    'null',
    '',
  ]) {
    expect([origin, allowedOrigin(named, origin)]).toEqual([origin, null]);
  }
  expect(allowedOrigin(corsPolicy(configuration({ allowOrigins: ['https://*'] })), 'https://a.example:8443')).toBe(
    'https://a.example:8443',
  );
  expect(allowedOrigin(corsPolicy(configuration({ allowOrigins: ['*'] })), 'null')).toBe('*');
});

test('an origin of which the author is told that it matches nobody lets nobody in', () => {
  const allowOrigins = ['https://*example.com', 'https://app.example*', 'https://a*.example.com', 'https://*.*.com'];
  const policy = corsPolicy(configuration({ allowOrigins, allowCredentials: true }));
  expect(corsProblems(configuration({ allowOrigins })).map(({ index }) => index)).toEqual([0, 1, 2, 3]);
  for (const origin of ['https://evilexample.com', 'https://app.example.evil.com', 'https://app.examples.evil.com']) {
    expect([origin, corsHeaders(policy, origin)]).toEqual([origin, ['vary', 'Origin']]);
  }
  expect(allowedOrigin(policy, 'https://a.evil.example.com')).toBeNull();
});

test('answers name the exact origin with credentials, and vary by it', () => {
  const policy = corsPolicy(configuration({ allowCredentials: true, exposeHeaders: ['x-total', 'etag'] }));
  expect(corsHeaders(policy, 'https://app.example.com')).toEqual([
    ...['vary', 'Origin', 'access-control-allow-origin', 'https://app.example.com'],
    ...['access-control-allow-credentials', 'true', 'access-control-expose-headers', 'x-total,etag'],
  ]);
  expect(corsHeaders(policy, 'https://evil.example')).toEqual(['vary', 'Origin']);
  expect(corsHeaders(policy, null)).toEqual(['vary', 'Origin']);
});

test('any origin never comes with credentials', () => {
  const any = configuration({ allowOrigins: ['*'], allowCredentials: true });
  expect(corsHeaders(corsPolicy(any), 'https://a.example')).toEqual(['access-control-allow-origin', '*']);
  expect(corsProblems(any).map(({ member }) => member)).toEqual(['allowCredentials']);
});

test('a preflight is told methods, headers and age; asterisks repeat what is asked for, without anything else', () => {
  const fixed = corsPolicy(configuration({ maxAge: 600 }));
  expect(preflightHeaders(fixed, 'https://app.example.com', 'PUT', 'x-a')).toEqual([
    ...['vary', 'Access-Control-Request-Method, Access-Control-Request-Headers'],
    ...['access-control-allow-methods', 'GET,POST', 'access-control-allow-headers', 'content-type'],
    ...['access-control-max-age', '600'],
  ]);
  const open = corsPolicy(configuration({ allowMethods: ['*'], allowHeaders: ['*'] }));
  expect(preflightHeaders(open, 'https://app.example.com', 'PUT', 'authorization, x-b, bad name\r\nx: y')).toEqual([
    ...['vary', 'Access-Control-Request-Method, Access-Control-Request-Headers'],
    ...['access-control-allow-methods', 'PUT', 'access-control-allow-headers', 'authorization,x-b'],
  ]);
  expect(preflightHeaders(open, 'https://evil.example', 'PUT', null)).toEqual([
    ...['vary', 'Access-Control-Request-Method, Access-Control-Request-Headers'],
  ]);
});

test('what cannot work is named with its place', () => {
  const problems = corsProblems(
    configuration({
      allowOrigins: [
        'https://app.example.com/',
        'example.com',
        'https://a*.example.com',
        'https://*.*.com',
        'https://*',
      ],
      allowHeaders: ['x y'],
    }),
  );
  expect(problems.map(({ member, index }) => [member, index])).toEqual([
    ['allowOrigins', 0],
    ['allowOrigins', 1],
    ['allowOrigins', 2],
    ['allowOrigins', 3],
    ['allowHeaders', 0],
  ]);
});
