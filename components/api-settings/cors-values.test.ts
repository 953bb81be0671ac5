import { expect, test } from 'vitest';
import { corsConfigurationOf, corsFormSchema, corsValues, toggledMethod } from './cors-values.ts';

test('switched off is no configuration, switched on needs an origin', () => {
  const off = corsValues(null);
  expect(corsConfigurationOf(off)).toBeNull();
  const empty = { ...off, cors: { ...off.cors, allowOrigins: [] } };
  expect(corsFormSchema.safeParse(empty).success).toBe(true);
  const { error } = corsFormSchema.safeParse({ ...empty, isOn: true });
  expect(error?.issues.map(({ path }) => path.join('.'))).toEqual(['cors.allowOrigins']);
  expect(corsConfigurationOf({ ...off, isOn: true })).toMatchObject({ allowOrigins: ['*'], allowCredentials: false });
});

test('any verb stands alone', () => {
  expect(toggledMethod(['*'], 'GET')).toEqual(['GET']);
  expect(toggledMethod(['GET', 'POST'], 'GET')).toEqual(['POST']);
  expect(toggledMethod(['GET', 'POST'], '*')).toEqual(['*']);
});
