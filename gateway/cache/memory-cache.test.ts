import { expect, test } from 'vitest';
import { decodeResponse, encodeResponse, memoryOf, type CachedResponse } from './cached-response.ts';
import { Flights } from './flights.ts';
import { MemoryCache } from './memory-cache.ts';
import { seal, unseal } from './seal.ts';

const response = (text: string): CachedResponse => ({ status: 200, rawHeaders: ['a', 'b'], body: Buffer.from(text) });
const size = memoryOf(response('x'.repeat(1_000)));
const put = (cache: MemoryCache, stage: string, key: string, limit = Infinity, expiresAtMs = 100) =>
  cache.set(stage, limit, key, response(key.padEnd(1_000, 'x')), expiresAtMs, false);

test('the least recently used entry makes room', () => {
  const cache = new MemoryCache(3 * size);
  for (const key of ['a', 'b', 'c']) put(cache, 's', key);
  expect(cache.get('s', 'a', 0)).not.toBeNull();
  put(cache, 's', 'd');
  expect(['a', 'b', 'c', 'd'].filter((key) => cache.get('s', key, 0))).toEqual(['a', 'c', 'd']);
  expect(cache.bytes).toBe(3 * size);
});

test('a stage has at most its size, and a full node takes from the stage that fills most of its own', () => {
  const cache = new MemoryCache(10 * size);
  for (let i = 0; i < 20; i += 1) put(cache, 'small', `k${i}`, 4 * size);
  expect(cache.bytes).toBe(4 * size);
  for (let i = 0; i < 20; i += 1) put(cache, 'large', `k${i}`, 40 * size);
  expect(cache.bytes).toBeLessThanOrEqual(10 * size);
  expect(cache.get('large', 'k19', 0)).not.toBeNull();
  expect(cache.get('small', 'k0', 0)).toBeNull();
});

test('what expired, was replaced or removed gives its memory back; what is too large is not kept', () => {
  const cache = new MemoryCache(100 * size);
  put(cache, 's', 'a', Infinity, 50);
  put(cache, 's', 'a', Infinity, 60);
  expect(cache.bytes).toBe(size);
  expect(cache.get('s', 'a', 59)).not.toBeNull();
  expect(cache.get('s', 'a', 60)).toBeNull();
  put(cache, 's', 'b');
  cache.remove('s', 'b');
  put(cache, 's', 'c', size - 1);
  expect(cache.get('s', 'c', 0)).toBeNull();
  expect(cache.bytes).toBe(0);
});

test('a cache without memory keeps nothing', () => {
  const cache = new MemoryCache(0);
  put(cache, 's', 'a');
  expect(cache.bytes).toBe(0);
});

test('an encoded response is what it was, and a sealed one opens under its own name only', () => {
  const bytes = encodeResponse({ status: 201, rawHeaders: ['Set-X', 'ÿ"'], body: Buffer.from([0, 255]) });
  expect(decodeResponse(bytes)).toEqual({ status: 201, rawHeaders: ['Set-X', 'ÿ"'], body: Buffer.from([0, 255]) });
  const sealed = seal(bytes, 'a');
  expect(sealed.includes(bytes.subarray(4, 12))).toBe(false);
  expect(unseal(sealed, 'a')).toEqual(bytes);
  expect(() => unseal(sealed, 'b')).toThrow();
  sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
  expect(() => unseal(sealed, 'a')).toThrow();
  expect(() => decodeResponse(Buffer.from('garbage that is no entry'))).toThrow();
});

test('the first miss leads, others wait until it lands; after one that is not storable nobody waits for a while', () => {
  const flights = new Flights<string>();
  expect(flights.claim('k', 'a', 0)).toBe('leader');
  expect([flights.claim('k', 'b', 0), flights.claim('k', 'c', 0)]).toEqual(['waits', 'waits']);
  flights.leave('k', 'b');
  expect(flights.land('k', true, 0)).toEqual(['c']);
  expect(flights.claim('k', 'a', 0)).toBe('leader');
  flights.land('k', false, 0);
  expect(flights.claim('k', 'a', 4_999)).toBe('alone');
  expect(flights.claim('k', 'a', 5_000)).toBe('leader');
});
