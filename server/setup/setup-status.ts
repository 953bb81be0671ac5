import { noInput } from '#core/workspaces/input.ts';
import { query } from '../query.ts';
import { isSetupNeeded } from './is-setup-needed.ts';

/** Whether the installation still waits for its owner. */
export const setupStatus = query({
  permission: 'public',
  input: noInput,
  run: async () => ({ needed: await isSetupNeeded() }),
});
