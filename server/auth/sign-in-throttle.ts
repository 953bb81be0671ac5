import { SluiceError } from '#core/errors.ts';
import type { Db } from '../db.ts';

const windowMs = 15 * 60_000;
const firstLockMs = 30_000;

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

/**
 * Counts an attempt to sign in before the password is checked, so that attempts sent at once are all counted, and
 * refuses it with LIMIT_EXCEEDED while a lock holds. From the limit on, each failure locks twice as long as the one
 * before: from half a minute up to the window.
 */
export async function countAttempt(store: Db, email: string, sourceIp: string): Promise<void> {
  const now = new Date();
  const windowStart = new Date(now.getTime() - windowMs);
  for (const { key, limit } of throttlesOf(email, sourceIp)) {
    const counted = await store.$executeRaw`
      INSERT INTO "SignInThrottle" AS t ("key", "failures", "windowStart") VALUES (${key}, 1, ${now})
      ON CONFLICT ("key") DO UPDATE SET
        "failures" = CASE WHEN t."windowStart" < ${windowStart} THEN 1 ELSE t."failures" + 1 END,
        "windowStart" = CASE WHEN t."windowStart" < ${windowStart} OR t."failures" + 1 >= ${limit} THEN ${now}
                             ELSE t."windowStart" END,
        "lockedUntil" = CASE WHEN t."windowStart" < ${windowStart} OR t."failures" + 1 < ${limit} THEN NULL
                             ELSE ${now}::timestamp + LEAST(${windowMs}, ${firstLockMs} * 2 ^ LEAST(t."failures" + 1 - ${limit}, 20))
                                  * interval '1 millisecond' END
      WHERE t."lockedUntil" IS NULL OR t."lockedUntil" <= ${now}`;
    if (counted > 0) continue;
    const row = await store.signInThrottle.findUnique({ where: { key } });
    throw locked((row?.lockedUntil?.getTime() ?? now.getTime()) - now.getTime());
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
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  const wait = seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  return new SluiceError('LIMIT_EXCEEDED', `Too many failed attempts. Try again in ${wait}.`);
}
