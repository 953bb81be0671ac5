import { globSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Browser } from '@playwright/test';
import { findChromium } from '../test/chromium.ts';
import { crawl, type Target } from './crawl.ts';
import { LOOKS, openLook, take, type Look, type Picture } from './picture.ts';
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
  const handlers = globSync('app/**/route.ts', { cwd: root }).map(patternOf);
  const targets = await crawl(page, url, { starts: ['/apis'], patterns, handlers, skip: isOtherApi });
  await context.close();
  return targets.filter((target) => !SIGNED_OUT.includes(target.key));
}

function fileName(key: string, { theme, widthPx }: Look): string {
  const name = key.replaceAll(/[^\w]+/g, '-').replaceAll(/^-|-$/g, '') || 'root';
  return `${name}-${widthPx}-${theme}.png`;
}

async function writeSheets(browser: Browser, pictures: readonly Picture[], { theme, widthPx }: Look): Promise<void> {
  for (let at = 0; at < pictures.length; at += PICTURES_PER_SHEET) {
    const sheet = await makeSheet(browser, pictures.slice(at, at + PICTURES_PER_SHEET));
    await writeFile(join(folder, `sheet-${widthPx}-${theme}-${at / PICTURES_PER_SHEET + 1}.png`), sheet);
  }
}

/** All pages in one look, with their faults told as they are found. */
async function photograph(browser: Browser, url: string, session: Session, targets: readonly Target[], look: Look) {
  const signedOut = SIGNED_OUT.map((key): Target => ({ key, address: key }));
  const pictures: Picture[] = [];
  for (const [state, group] of [[undefined, signedOut] as const, [session, targets] as const]) {
    const context = await openLook(browser, state, look);
    for (const target of group) {
      const picture = await take(context, url, target, look);
      await writeFile(join(folder, fileName(target.key, look)), picture.png);
      for (const fault of picture.faults) console.log(`${target.key} (${look.widthPx} px, ${look.theme}): ${fault}`);
      pictures.push(picture);
    }
    await context.close();
  }
  await writeSheets(browser, pictures, look);
  return pictures;
}

async function photographAll(browser: Browser, product: Product, looks: readonly Look[]): Promise<Picture[]> {
  const patterns = globSync('app/**/page.tsx', { cwd: root }).map(patternOf);
  const session = await signIn(browser, product);
  const targets = await findPages(browser, product.url, session, patterns);
  const shown = new Set(targets.map(({ key }) => key.split('?', 1)[0]).concat(SIGNED_OUT));
  const missed = patterns.filter((pattern) => !shown.has(pattern));
  if (missed.length > 0) console.log(`No link leads to: ${missed.join(', ')}`);
  const pictures: Picture[] = [];
  for (const look of looks) pictures.push(...(await photograph(browser, product.url, session, targets, look)));
  return pictures;
}

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: 'busy-day' },
      url: { type: 'string' },
      width: { type: 'string' },
      theme: { type: 'string' },
    },
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
    const looks = LOOKS.filter(
      (look) =>
        (values.width ?? String(look.widthPx)) === String(look.widthPx) && (values.theme ?? look.theme) === look.theme,
    );
    const pictures = await photographAll(browser, product, looks);
    const faults = pictures.reduce((total, picture) => total + picture.faults.length, 0);
    console.log(`${pictures.length} pictures, ${faults} faults: ${folder}`);
    process.exitCode = faults > 0 ? 1 : 0;
  } finally {
    await browser.close();
    await product.stop();
  }
}

await run();
