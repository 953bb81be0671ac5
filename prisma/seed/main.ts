// Fills an empty workspace with made-up work: `node prisma/seed/main.ts SCENARIO`.
import { join } from 'node:path';
import { SluiceError } from '#core/errors.ts';
import { EnvError, env } from '#server/env.ts';
import { openDatabase } from './open-database.ts';
import { isScenarioName, scenarios } from './scenarios.ts';
import { seedOwner } from './seed-owner.ts';

const names = Object.entries(scenarios)
  .map(([name, { about }]) => `  ${name.padEnd(20)} ${about}`)
  .join('\n');

async function seed(name: string | undefined): Promise<void> {
  if (!isScenarioName(name)) throw new SluiceError('BAD_INPUT', `Usage: node prisma/seed/main.ts SCENARIO\n${names}`);
  const { publicUrl } = env();
  // Workers and SDK sources are found from the installation's folder, wherever this was started.
  process.chdir(join(import.meta.dirname, '../..'));
  const close = await openDatabase();
  try {
    const { actor, password } = await seedOwner();
    console.log(`Seeding ${name}...`);
    const notes = await scenarios[name].run(actor, (step) => console.log(`  ${step}`));
    for (const note of notes) console.log(note);
    console.log(`Owner: ${actor.email}  password: ${password ?? '(unchanged)'}`);
    console.log(`Open ${publicUrl} and sign in.`);
  } finally {
    await close();
  }
}

try {
  await seed(process.argv[2]);
} catch (error) {
  if (!(error instanceof SluiceError) && !(error instanceof EnvError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
