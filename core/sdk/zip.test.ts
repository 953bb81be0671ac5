import { strFromU8, unzipSync } from 'fflate';
import { afterEach, expect, test } from 'vitest';
import { zipFiles } from './zip.ts';

const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

test('the same files make the same bytes, whatever their order and the time zone', () => {
  process.env.TZ = 'UTC';
  const one = zipFiles(
    new Map([
      ['b.txt', 'two'],
      ['a/é.txt', 'one'],
    ]),
  );
  process.env.TZ = 'Asia/Tokyo';
  const other = zipFiles(
    new Map([
      ['a/é.txt', 'one'],
      ['b.txt', 'two'],
    ]),
  );
  expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
  expect(Object.entries(unzipSync(one)).map(([name, bytes]) => [name, strFromU8(bytes)])).toEqual([
    ['a/é.txt', 'one'],
    ['b.txt', 'two'],
  ]);
});
