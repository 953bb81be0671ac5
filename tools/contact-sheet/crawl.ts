import type { Page } from '@playwright/test';
import { patternFor, pictureKey } from './routes.ts';
import { settle } from './settle.ts';

export interface Target {
  /** What the picture is of: the pattern, with the names of the query. */
  key: string;
  /** Path and query of the example that was found. */
  address: string;
}

export interface CrawlOptions {
  starts: readonly string[];
  patterns: readonly string[];
  /** Those of addresses that serve files and data, not pages. */
  handlers: readonly string[];
  /** Addresses that are not followed. */
  skip: (path: string) => boolean;
}

const MOST_QUERIES_PER_PATTERN = 3;

/** The addresses that the links of a page lead to, within this console. */
async function linksOf(page: Page): Promise<URL[]> {
  const hrefs = await page
    .locator('a[href]')
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
  const origin = new URL(page.url()).origin;
  return hrefs.map((href) => new URL(href)).filter((link) => link.origin === origin);
}

/**
 * Follows links from the starting addresses, breadth first, and keeps one example of every picture. The first example
 * of a pattern wins.
 */
export async function crawl(
  page: Page,
  base: string,
  { starts, patterns, handlers, skip }: CrawlOptions,
): Promise<Target[]> {
  const found = new Map<string, Target>();
  const queue: Target[] = [];
  const queries = new Map<string, number>();

  function add(link: URL) {
    const pattern = patternFor([...handlers, ...patterns], link.pathname);
    if (pattern === undefined || handlers.includes(pattern) || skip(link.pathname)) return;
    const key = pictureKey(pattern, link.searchParams);
    if (found.has(key)) return;
    if (key !== pattern) {
      const count = (queries.get(pattern) ?? 0) + 1;
      if (count > MOST_QUERIES_PER_PATTERN) return;
      queries.set(pattern, count);
    }
    const target = { key, address: `${link.pathname}${link.search}` };
    found.set(key, target);
    queue.push(target);
  }

  for (const start of starts) add(new URL(start, base));
  for (let target = queue.shift(); target; target = queue.shift()) {
    await page.goto(new URL(target.address, base).href, { waitUntil: 'load' });
    await settle(page);
    for (const link of await linksOf(page)) add(link);
  }
  return [...found.values()].toSorted((a, b) => a.key.localeCompare(b.key));
}
