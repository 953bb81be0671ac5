import { beforeEach, expect, test } from 'vitest';
import { DiskGuard, reservedBytes } from './disk-guard.ts';

let free: number;
let ran: string[];
let said: string[];
let guard: DiskGuard;

beforeEach(() => {
  [free, ran, said] = [reservedBytes, [], []];
  guard = new DiskGuard(
    () => free,
    (sql) => ran.push(sql),
    (message) => said.push(message),
  );
});

test('with room on the disk nothing is run', () => {
  guard.check();
  expect(ran).toEqual([]);
});

test('a disk that runs out makes the session read-only once, and writable once there is room', () => {
  free -= 1;
  guard.check();
  guard.check();
  expect(ran).toEqual(['CHECKPOINT', 'SET default_transaction_read_only = on']);
  free += 1;
  guard.check();
  guard.check();
  expect(ran.slice(2)).toEqual(['SET default_transaction_read_only = off']);
  expect(said).toHaveLength(2);
});

test('changes are still taken when a checkpoint makes room', () => {
  guard = new DiskGuard(
    () => free,
    (sql) => {
      ran.push(sql);
      free = reservedBytes;
    },
    (message) => said.push(message),
  );
  free = 0;
  guard.check();
  expect(ran).toEqual(['CHECKPOINT']);
  expect(said).toEqual([]);
});
