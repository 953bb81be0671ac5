import type { Page } from '@playwright/test';

const LONGEST_WAIT_MS = 10_000;
const QUIET_MS = 400;

/** Waits until nothing on the page says that it is busy, but not for ever: what still loads then is shown loading. */
export async function settle(page: Page): Promise<void> {
  await page
    .waitForFunction(() => document.querySelector('[aria-busy="true"]') === null, undefined, {
      timeout: LONGEST_WAIT_MS,
    })
    .catch(() => undefined);
  await page.waitForTimeout(QUIET_MS);
}
