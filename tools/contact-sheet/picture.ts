import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContext, BrowserContextOptions } from '@playwright/test';
import type { Target } from './crawl.ts';
import { settle } from './settle.ts';

export interface Look {
  theme: 'light' | 'dark';
  widthPx: number;
}

export const LOOKS: readonly Look[] = [1440, 390].flatMap((widthPx) =>
  (['light', 'dark'] as const).map((theme) => ({ theme, widthPx })),
);

export interface Picture extends Look {
  key: string;
  png: Buffer;
  /** What is wrong, one line each. */
  faults: string[];
}

const HEIGHT_PX: Record<number, number> = { 1440: 900, 390: 844 };
const TALLEST_PX = 2400;
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

type SignedIn = BrowserContextOptions['storageState'];

/** A browser of one look. Its pages share a cache, as the pages that a person visits do. */
export function openLook(browser: Browser, session: SignedIn, look: Look): Promise<BrowserContext> {
  return browser.newContext({
    storageState: session,
    colorScheme: look.theme,
    reducedMotion: 'reduce',
    viewport: { width: look.widthPx, height: HEIGHT_PX[look.widthPx] ?? 900 },
  });
}

/** Takes a picture of a page and notes what is wrong on it: axe's findings, errors, a page wider than its window. */
export async function take(context: BrowserContext, base: string, target: Target, look: Look): Promise<Picture> {
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && faults.push(`console: ${message.text()}`));

  const answer = await page.goto(new URL(target.address, base).href, { waitUntil: 'load' });
  if (answer && answer.status() >= 400) faults.push(`status ${answer.status()}`);
  await settle(page);
  const { overflowPx, tallPx } = await page.evaluate(() => ({
    overflowPx: document.documentElement.scrollWidth - window.innerWidth,
    tallPx: document.documentElement.scrollHeight,
  }));
  if (overflowPx > 0) faults.push(`the page is ${overflowPx} px wider than its window`);
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  for (const { id, nodes } of violations)
    faults.push(`axe ${id}: ${nodes[0]?.html.slice(0, 160) ?? ''} (${nodes.length})`);
  const png = await page.screenshot({
    fullPage: true,
    clip: { x: 0, y: 0, width: look.widthPx, height: Math.min(tallPx, TALLEST_PX) },
  });
  await page.close();
  return { ...look, key: target.key, png, faults: [...new Set(faults)] };
}
