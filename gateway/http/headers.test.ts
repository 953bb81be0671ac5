import { expect, test } from 'vitest';
import { connectionTokens, headerValue, isHopByHop } from './headers.ts';

test('the first of repeated headers is found, whatever its case', () => {
  expect(headerValue(['Accept', 'a', 'X-API-Key', 'k1', 'x-api-key', 'k2'], 'x-api-key')).toBe('k1');
  expect(headerValue(['Accept', 'a'], 'x-api-key')).toBeNull();
});

test('hop-by-hop headers and framing end here, others go on', () => {
  const hops = [
    'connection',
    'keep-alive',
    'te',
    'trailer',
    'transfer-encoding',
    'upgrade',
    'content-length',
    'expect',
  ];
  expect(hops.filter(isHopByHop)).toEqual(hops);
  expect(['authorization', 'x-api-key', 'content-type', 'cookie', 'host'].filter(isHopByHop)).toEqual([]);
});

test('what connection names is dropped too', () => {
  expect(connectionTokens('keep-alive')).toBeNull();
  expect(connectionTokens(null)).toBeNull();
  expect(connectionTokens('Keep-Alive, X-Secret, close')).toEqual(new Set(['x-secret']));
});
