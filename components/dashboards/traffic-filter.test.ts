import { expect, test } from 'vitest';
import { seriesInput } from '#core/telemetry/input.ts';
import { scopeWords, trafficFilter } from './traffic-filter.ts';

const none = { stage: null, variant: null, method: null, key: null };
const span = { from: new Date(0), to: new Date(1) };

test('nothing chosen means the whole API', () => {
  expect(trafficFilter('a1', none)).toEqual({ apiId: 'a1' });
  expect(scopeWords(none, null)).toBe('this API');
});

test('a method is taken apart at its first space', () => {
  const filter = trafficFilter('a1', { ...none, stage: 'prod', method: 'GET /pets/{pet id}' });
  expect(filter).toEqual({ apiId: 'a1', stageName: 'prod', httpMethod: 'GET', resource: '/pets/{pet id}' });
  expect(seriesInput.safeParse({ ...filter, ...span }).success).toBe(true);
});

test('a text that is no method narrows nothing', () => {
  expect(trafficFilter('a1', { ...none, method: 'nonsense' })).toEqual({ apiId: 'a1' });
});

test('a key is named where its name is known', () => {
  expect(scopeWords({ ...none, stage: 'prod', key: 'k1' }, 'Web shop')).toBe('prod, the key Web shop');
  expect(scopeWords({ ...none, key: 'k1' }, null)).toBe('the key k1');
});
