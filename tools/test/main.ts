import { generate } from '../start/build.ts';
import { phases, type Phase } from './phases.ts';
import type { Counts } from './reports.ts';

const isCi = process.env.CI === 'true';

type Outcome = Counts & { name: string; seconds: number; note: string };

/** The phases that a name stands for: itself, or all that begin with it (`db`). Throws for a name that has none. */
function choose(names: string[]): Phase[] {
  const isNamed = (phase: Phase, name: string) => phase.name === name || phase.name.startsWith(`${name}-`);
  const unknown = names.find((name) => !phases.some((phase) => isNamed(phase, name)));
  if (unknown !== undefined) {
    throw new Error(`No phase ${unknown}; the phases are ${phases.map(({ name }) => name).join(', ')}`);
  }
  return names.length === 0 ? phases : phases.filter((phase) => names.some((name) => isNamed(phase, name)));
}

async function runPhase({ name, run }: Phase): Promise<Outcome> {
  console.log(`\n=== ${name}`);
  const startedAt = Date.now();
  const result = await run();
  const seconds = (Date.now() - startedAt) / 1000;
  if (!('missing' in result)) return { ...result, name, seconds, note: '' };
  // Where nobody reads the output, a check that did not run must not look like one that passed.
  const counts = isCi ? { passed: 0, failed: 1, skipped: 0 } : { passed: 0, failed: 0, skipped: 1 };
  return { ...counts, name, seconds, note: `not run, it needs ${result.missing}` };
}

function describe({ name, seconds, passed, failed, skipped, note }: Outcome): string {
  const counts = `${passed} passed, ${failed} failed, ${skipped} skipped`;
  return `${name.padEnd(12)} ${seconds.toFixed(1).padStart(7)} s   ${counts}${note && ` (${note})`}`;
}

function sum(outcomes: Outcome[], pick: (outcome: Outcome) => number): number {
  return outcomes.reduce((total, outcome) => total + pick(outcome), 0);
}

try {
  const chosen = choose(process.argv.slice(2));
  await generate();
  const outcomes: Outcome[] = [];
  for (const phase of chosen) outcomes.push(await runPhase(phase));
  const passed = sum(outcomes, (outcome) => outcome.passed);
  const failed = sum(outcomes, (outcome) => outcome.failed);
  const skipped = sum(outcomes, (outcome) => outcome.skipped);
  console.log(`\n=== summary\n${outcomes.map(describe).join('\n')}\n`);
  for (const { name, failures = [] } of outcomes)
    for (const failure of failures) console.log(`failed in ${name}: ${failure}`);
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log('0 passed, 1 failed, 0 skipped');
  process.exit(1);
}
