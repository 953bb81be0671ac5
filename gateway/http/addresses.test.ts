import type { LookupAddress } from 'node:dns';
import { expect, test } from 'vitest';
import { addressPolicy, publicOnly } from '#core/addresses/allowed-addresses.ts';
import { AddressRefused, guardedLookup, type Resolve } from './addresses.ts';

function look(lookup: ReturnType<typeof guardedLookup>, name: string): Promise<Error | LookupAddress[]> {
  return new Promise((resolve) => {
    lookup(name, { all: true }, (error, addresses) => resolve(error ?? (addresses as LookupAddress[])));
  });
}

test('a name that resolves to a private address is refused by the look-up itself', async () => {
  const error = await look(guardedLookup(publicOnly), 'localhost');
  expect(error).toBeInstanceOf(AddressRefused);
  expect(error).toMatchObject({ message: expect.stringContaining('localhost is at ') });
});

test('one private address among public ones refuses the name, unless the policy names it', async () => {
  const mixed: Resolve = (_name, _options, callback) =>
    callback(null, [
      { address: '8.8.8.8', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ]);
  expect(await look(guardedLookup(publicOnly, mixed), 'a.example')).toBeInstanceOf(AddressRefused);
  expect(await look(guardedLookup(addressPolicy(['10.0.0.1']), mixed), 'a.example')).toHaveLength(2);
  expect(await look(guardedLookup(addressPolicy(['A.example']), mixed), 'A.Example')).toHaveLength(2);
});
