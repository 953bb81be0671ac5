import { expect, test } from 'vitest';
import { hasSuite, runSuite, suitePackage } from './suite.ts';

const isThere = hasSuite();
if (!isThere) console.log(`The JSON Schema Test Suite is missing: apt-get install ${suitePackage}`);

test.runIf(isThere)('every required case of draft-04 is judged rightly', () => {
  const { cases, wrong } = runSuite('draft-04');
  console.log(`JSON Schema draft-04: ${cases - wrong.length} of ${cases} required cases`);
  expect(wrong).toEqual([]);
  expect(cases).toBeGreaterThan(500);
});

test.runIf(isThere)('every required case of 2020-12 is judged rightly, but for vocabularies', () => {
  const { cases, wrong } = runSuite('2020-12');
  console.log(`JSON Schema 2020-12: ${cases - wrong.length} of ${cases} required cases`);
  // Models name their dialect; a meta-schema of their own, which leaves keywords out, is not read.
  expect(wrong).toEqual([
    'vocabulary.json: schema that uses custom metaschema with with no validation vocabulary: no validation: invalid number, but it still validates',
  ]);
  expect(cases).toBeGreaterThan(1_000);
});
