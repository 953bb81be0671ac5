import { parseArgs } from 'node:util';
import { compareWithVelocity, describeComparison } from './compare.ts';
import { hasJudge, velocityJudge } from './oracle.ts';
import { provideJudge } from './provide.ts';

/** `npm run bench -- velocity [--templates 50000] [--seed 1]`: the engine against Apache Velocity 1.7. */
export async function run(args: string[]): Promise<boolean> {
  const { values } = parseArgs({
    args,
    options: { templates: { type: 'string', default: '50000' }, seed: { type: 'string', default: '1' } },
  });
  await provideJudge(velocityJudge);
  if (!hasJudge(velocityJudge)) {
    console.error('Apache Velocity is missing: apt-get install default-jdk-headless velocity');
    return false;
  }
  const comparison = await compareWithVelocity(Number(values.seed), Number(values.templates));
  for (const line of describeComparison(comparison)) console.log(line);
  return comparison.undeclared.length === 0;
}
