import { expect, test } from 'vitest';
import type { CanaryStickiness } from '#core/stages/schema.ts';
import { choiceOf, stickinessOf, stickinessOptions } from './stickiness.ts';

test('a form gives back the stickiness that it was given', () => {
  const all: (CanaryStickiness | null)[] = [
    null,
    { by: 'API_KEY' },
    { by: 'SOURCE_IP' },
    { by: 'HEADER', header: 'x-tenant' },
  ];
  for (const stickiness of all) {
    const choice = choiceOf(stickiness);
    expect(stickinessOptions.map(({ value }) => value)).toContain(choice.by);
    expect(stickinessOf(choice)).toEqual(stickiness);
  }
});

test('a header needs a name', () => {
  expect(() => stickinessOf({ by: 'HEADER', header: ' ' })).toThrow();
});
