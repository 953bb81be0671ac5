import { db } from '../db.ts';

const done = globalThis as { sluiceSetupDone?: boolean };

/** True until the installation has its first user. It never becomes true again, so the answer is kept. */
export async function isSetupNeeded(): Promise<boolean> {
  if (done.sluiceSetupDone) return false;
  const user = await db().user.findFirst({ select: { id: true } });
  done.sluiceSetupDone = user !== null;
  return user === null;
}
