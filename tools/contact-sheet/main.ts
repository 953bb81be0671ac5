import { globSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Browser } from '@playwright/test';
import { findChromium } from '../test/chromium.ts';
import { crawl, type Target } from './crawl.ts';
import { LOOKS, take, type Look, type Picture } from './picture.ts';
import { startProduct, type Product } from './product.ts';
import { patternOf } from './routes.ts';
import { settle } from './settle.ts';
import { makeSheet } from './sheet.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'test-results/contact-sheet');
const PICTURES_PER_SHEET = 18;

/** Pages for people without a session, or with one that must not be used up here. */
const SIGNED_OUT = ['/sign-in'];
/** The API that the pictures show: the seed's most eventful one. */
const SHOWN_API = 'Petstore';
const API_PATH = /^\/apis\/[a-z0-9]{10}(\/|$)/;

type Session = Awaited<ReturnType<Awaited<ReturnType<Browser['newContext']>>['storageState']>>;

async function signIn(browser: Browser, { url, email, password }: Product): Promise<Session> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((address) => address.pathname !== '/sign-in');
  const session = await context.storageState();
  await context.close();
  return session;
}

async function findPages(
  browser: Browser,
  url: string,
  session: Session,
  patterns: readonly string[],
): Promise<Target[]> {
  const context = await browser.newContext({ storageState: session, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${url}/apis`);
  await settle(page);
  const shown = await page.getByRole('link', { name: SHOWN_API }).first().getAttribute('href');
  const isOtherApi = (path: string) =>
    shown !== null && API_PATH.test(path) && path !== shown && !path.startsWith(`${shown}/`);
  const targets = await crawl(page, url, { starts: ['/apis'], patterns, skip: isOtherApi });
  await context.close();
  return targets.filter((target) => !SIGNED_OUT.includes(target.key));
}

function fileName(key: string, { theme, widthPx }: Look): string {
  const name = key.replaceAll(/[^\w]+/g, '-').replaceAll(/^-|-$/g, '') || 'root';
  return `${name}-${widthPx}-${theme}.png`;
}

async function writeSheets(browser: Browser, pictures: readonly Picture[], { theme, widthPx }: Look): Promise<void> {
  const mine = pictures.filter((picture) => picture.theme === theme && picture.widthPx === widthPx);
  for (let at = 0; at < mine.length; at += PICTURES_PER_SHEET) {
    const sheet = await makeSheet(browser, mine.slice(at, at + PICTURES_PER_SHEET));
    await writeFile(join(folder, `sheet-${widthPx}-${theme}-${at / PICTURES_PER_SHEET + 1}.png`), sheet);
  }
}

async function photograph(browser: Browser, product: Product): Promise<Picture[]> {
  const patterns = globSync('app/**/page.tsx', { cwd: root }).map(patternOf);
  const session = await signIn(browser, product);
  const targets = await findPages(browser, product.url, session, patterns);
  const pictures: Picture[] = [];
  for (const [target, as] of [
    ...SIGNED_OUT.map((key) => [{ key, address: key }, undefined] as const),
    ...targets.map((target) => [target, session] as const),
  ]) {
    for (const look of LOOKS) {
      const picture = await take(browser, product.url, as, target, look);
      await writeFile(join(folder, fileName(target.key, look)), picture.png);
      for (const fault of picture.faults) console.log(`${target.key} (${look.widthPx} px, ${look.theme}): ${fault}`);
      pictures.push(picture);
    }
  }
  const shown = new Set(targets.map((target) => target.key).concat(SIGNED_OUT));
  const missed = patterns.filter((pattern) => !shown.has(pattern));
  if (missed.length > 0) console.log(`No link led to: ${missed.join(', ')}`);
  return pictures;
}

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: { seed: { type: 'string', default: 'busy-day' }, url: { type: 'string' } },
  });
  const executablePath = findChromium();
  if (!executablePath) throw new Error('There is no Chromium; install one or name it in SLUICE_CHROMIUM.');
  const { SLUICE_OWNER_EMAIL: email = '', SLUICE_OWNER_PASSWORD: password = '' } = process.env;
  const product: Product = values.url
    ? { url: values.url, email, password, stop: async () => undefined }
    : await startProduct(values.seed);
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath, args: ['--disable-gpu', '--no-first-run', ...sandbox] });
  try {
    await mkdir(folder, { recursive: true });
    const pictures = await photograph(browser, product);
    for (const look of LOOKS) await writeSheets(browser, pictures, look);
    const faults = pictures.reduce((total, picture) => total + picture.faults.length, 0);
    console.log(`${pictures.length} pictures, ${faults} faults: ${folder}`);
    process.exitCode = faults > 0 ? 1 : 0;
  } finally {
    await browser.close();
    await product.stop();
  }
}

await run();
