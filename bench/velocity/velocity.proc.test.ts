import { expect, test } from 'vitest';
import { compareWithVelocity, describeComparison } from './compare.ts';
import { hasJudge, velocityJudge } from './oracle.ts';

const isThere = hasJudge(velocityJudge);
if (!isThere) console.log('Apache Velocity is missing: apt-get install default-jdk-headless velocity');

test.runIf(isThere)(
  '6,000 generated templates render as in Apache Velocity 1.7',
  async () => {
    const comparison = await compareWithVelocity(2_026, 6_000);
    console.log(describeComparison(comparison).join('\n'));
    expect(comparison.undeclared).toEqual([]);
    expect(comparison.refused).toBeLessThan(comparison.templates / 5);
  },
  120_000,
);
