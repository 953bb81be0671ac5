import { SluiceError } from '#core/errors.ts';
import { env } from '../env.ts';
import { log } from '../log.ts';
import { createOwner } from './create-owner.ts';
import { isSetupNeeded } from './is-setup-needed.ts';

/** Sets the installation up from SLUICE_OWNER_EMAIL and SLUICE_OWNER_PASSWORD, when it has no owner yet. */
export async function ensureOwner(): Promise<void> {
  const { owner } = env();
  if (!owner || !(await isSetupNeeded())) return;
  const name = owner.email.slice(0, owner.email.indexOf('@'));
  const visitor = { sourceIp: 'environment', userAgent: '' };
  try {
    await createOwner.execute(visitor, { workspaceName: 'Default workspace', name, ...owner });
    log.info({ email: owner.email }, 'created the owner named by the environment');
  } catch (error) {
    // Another process of this installation was faster.
    if (!(error instanceof SluiceError) || error.code !== 'CONFLICT') throw error;
  }
}
