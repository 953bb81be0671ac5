import { setTimeout as sleep } from 'node:timers/promises';
import { keepTrueAddresses } from '../auth/true-address.ts';
import { env } from '../env.ts';
import { ensureLocalToken } from '../gateways/ensure-local-token.ts';
import { log } from '../log.ts';
import { ensureOwner } from '../setup/ensure-owner.ts';
import { pushUnknownWorkspaces } from '../workspaces/workspace-state.ts';
import { ensureInstallation } from './ensure-installation.ts';
import { startJobs } from './start-jobs.ts';

const retryAfterMs = 1_000;

/**
 * What a control-plane process does once, and what it starts. Wrong settings are thrown; a store that does not answer
 * yet is waited for while the process answers its health check.
 */
export async function boot(): Promise<void> {
  env();
  keepTrueAddresses();
  if (await prepareStore()) return;
  void (async () => {
    do await sleep(retryAfterMs);
    while (!(await prepareStore()));
  })();
}

async function prepareStore(): Promise<boolean> {
  try {
    await ensureInstallation();
    await ensureLocalToken();
    await ensureOwner();
    await pushUnknownWorkspaces();
  } catch (error) {
    log.error({ err: error }, 'the store cannot be prepared; trying again');
    return false;
  }
  startJobs();
  return true;
}
