import type { Member } from '#server/actor.ts';
import { seedBusyDay } from './busy-day.ts';
import { seedCanaryInProgress } from './canary-in-progress.ts';
import { seedEmpty } from './empty.ts';
import { seedLarge } from './large.ts';
import { seedPetstore } from './petstore.ts';

export type Say = (step: string) => void;

/** Makes a scenario in the name of an owner whose workspace is empty; returns what a person wants to know of it. */
export type Scenario = { about: string; run: (owner: Member, say: Say) => Promise<string[]> };

export const scenarios = {
  empty: { about: 'an owner and an empty workspace', run: seedEmpty },
  petstore: { about: 'the Petstore, deployed, with plans, keys and a portal', run: seedPetstore },
  'canary-in-progress': {
    about: 'the Petstore with a second version on 10 % of its traffic',
    run: seedCanaryInProgress,
  },
  'busy-day': { about: 'three APIs, a team, and a week of traffic', run: seedBusyDay },
  large: { about: '1,000 APIs, 50,000 methods, 10,000 keys', run: seedLarge },
} as const satisfies Record<string, Scenario>;

export function isScenarioName(name: string | undefined): name is keyof typeof scenarios {
  return name !== undefined && Object.hasOwn(scenarios, name);
}
