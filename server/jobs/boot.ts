import { keepTrueAddresses } from '../auth/true-address.ts';
import { ensureLocalToken } from '../gateways/ensure-local-token.ts';
import { ensureOwner } from '../setup/ensure-owner.ts';
import { ensureInstallation } from './ensure-installation.ts';
import { startJobs } from './start-jobs.ts';

/** What a control-plane process does before it serves, and what it starts. */
export async function boot(): Promise<void> {
  keepTrueAddresses();
  await ensureInstallation();
  await ensureLocalToken();
  await ensureOwner();
  startJobs();
}
