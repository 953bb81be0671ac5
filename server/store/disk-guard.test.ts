import { expect, test } from 'vitest';
import { DiskGuard } from './disk-guard.ts';

test('the session is read-only from when the disk is full until there is room, and told so once', () => {
  let isFull = false;
  const [ran, said]: [string[], string[]] = [[], []];
  const guard = new DiskGuard(
    () => isFull,
    (sql) => ran.push(sql),
    (message) => said.push(message),
  );
  guard.check();
  expect(ran).toEqual([]);
  isFull = true;
  guard.check();
  guard.check();
  expect(ran).toEqual(['SET default_transaction_read_only = on']);
  isFull = false;
  guard.check();
  guard.check();
  expect(ran.slice(1)).toEqual(['SET default_transaction_read_only = off']);
  expect(said).toHaveLength(2);
});
