import { setTimeout as sleep } from 'node:timers/promises';

const dayMs = 86_400_000;
const longestTestMs = 20_000;

/** Resolves when the day (UTC) does not end before a test is over that counts by days: late at night, after midnight. */
export async function dayThatLasts(): Promise<void> {
  const leftMs = dayMs - (Date.now() % dayMs);
  if (leftMs < longestTestMs) await sleep(leftMs + 1);
}
