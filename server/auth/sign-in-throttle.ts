import { SluiceError } from '#core/errors.ts';
import type { Db } from '../db.ts';

const windowMs = 15 * 60_000;

/** Failures within the window after which further attempts have to wait. */
const limits = { 'email-address': 5, 'source-ip': 30, email: 50 } as const;

type Throttle = { key: string; limit: number };

function throttlesOf(email: string, sourceIp: string): Throttle[] {
  // The pair slows one guesser down without locking the owner out; the e-mail alone bounds guessing from many addresses.
  return [
    { key: `email-address:${email} ${sourceIp}`, limit: limits['email-address'] },
    { key: `source-ip:${sourceIp}`, limit: limits['source-ip'] },
    { key: `email:${email}`, limit: limits.email },
  ];
}

/** How long the next attempt has to wait after `failures`, ms: doubles from one second up to the window. */
function lockMs(failures: number, limit: number): number {
  return failures < limit ? 0 : Math.min(windowMs, 1000 * 2 ** Math.min(failures - limit, 20));
}

/**
 * Counts an attempt to sign in before the password is checked, so that attempts sent at once are all counted, and
 * refuses it with LIMIT_EXCEEDED while a lock holds.
 */
export async function countAttempt(store: Db, email: string, sourceIp: string): Promise<void> {
  const now = new Date();
  for (const { key, limit } of throttlesOf(email, sourceIp)) {
    const windowStart = new Date(now.getTime() - windowMs);
    const [row] = await store.$queryRaw<{ failures: number; lockedUntil: Date | null }[]>`
      INSERT INTO "SignInThrottle" AS t ("key", "failures", "windowStart")
      VALUES (${key}, 1, ${now})
      ON CONFLICT ("key") DO UPDATE SET
        "failures" = CASE WHEN t."windowStart" < ${windowStart} THEN 1
                          WHEN t."lockedUntil" > ${now} THEN t."failures" ELSE t."failures" + 1 END,
        "windowStart" = CASE WHEN t."windowStart" < ${windowStart} THEN ${now} ELSE t."windowStart" END
      RETURNING "failures", "lockedUntil"`;
    const lockedUntil = row?.lockedUntil;
    if (lockedUntil && lockedUntil > now) throw locked(lockedUntil.getTime() - now.getTime());
    const wait = lockMs(row?.failures ?? 1, limit);
    if (wait > 0) {
      await store.signInThrottle.update({
        where: { key },
        data: { lockedUntil: new Date(now.getTime() + wait), windowStart: now },
      });
    }
  }
}

/** Forgets the failures of someone who proved to know the password. */
export async function forgetFailures(store: Db, email: string, sourceIp: string): Promise<void> {
  const [pair, address, mail] = throttlesOf(email, sourceIp);
  await store.signInThrottle.deleteMany({ where: { key: { in: [pair?.key ?? '', mail?.key ?? ''] } } });
  // The address keeps its other failures: one own account must not reset the count of a guesser.
  await store.signInThrottle.updateMany({
    where: { key: address?.key ?? '', failures: { gt: 0 } },
    data: { failures: { decrement: 1 } },
  });
}

function locked(waitMs: number): SluiceError {
  const seconds = Math.ceil(waitMs / 1000);
  const wait = seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  return new SluiceError('LIMIT_EXCEEDED', `Too many failed attempts. Try again in ${wait}.`);
}
