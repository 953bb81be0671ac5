import { globSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { settle } from '#tools/contact-sheet/settle.ts';
import { patternOf } from '#tools/contact-sheet/routes.ts';
import { test as consoleTest } from './console-test.ts';
import { seedShop, type Shop } from './seed-shop.ts';

const test = consoleTest.extend<object, { shop: Shop }>({
  shop: [async ({ session }, provide) => provide(await seedShop(session)), { scope: 'worker' }],
});
test.use({ workspaceName: 'Every page', reducedMotion: 'reduce' });

const root = join(import.meta.dirname, '..');
const signedOut = ['/sign-in', '/invitations/[token]'];
/** They lead elsewhere: to the APIs, to the sign-in page of an installation that is set up. */
const redirects = ['/', '/setup', '/no-workspace'];
/** Views that an address opens on a page: what lies in sheets and behind tabs. */
const views = [
  '/apis/import?task=[taskId]',
  '/apis/[apiId]?deploy=true',
  ...['request', 'integration', 'response'].map(
    (box) => `/apis/[apiId]/resources?resource=[resourceId]&method=GET&box=${box}`,
  ),
  '/apis/[apiId]/resources?resource=[resourceId]&method=GET&test=true',
  '/apis/[apiId]/authorizers?authorizer=new',
  '/apis/[apiId]/authorizers?authorizer=[authorizerId]',
  '/apis/[apiId]/authorizers?test=[authorizerId]',
];
const pages = globSync('app/**/page.tsx', { cwd: root })
  .map(patternOf)
  .filter((pattern) => !redirects.includes(pattern) && !pattern.includes('[modelId]'))
  .concat(views)
  .toSorted();

function addressOf(pattern: string, shop: Shop): string {
  return pattern.replaceAll(/\[(\w+)\]/g, (_, name: keyof Shop) => shop[name]);
}

/** Axe's findings that keep people from using the page, one line each. */
async function violations(page: Page, rules?: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
  const { violations: found } = await (rules ? axe.withRules(rules) : axe).analyze();
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
}

for (const pattern of pages) {
  test(`${pattern} has no errors, and axe finds nothing serious in light and dark`, async ({ browser, page, shop }) => {
    const isPublic = signedOut.includes(pattern);
    const shown = isPublic
      ? await (
          await browser.newContext({ storageState: { cookies: [], origins: [] }, reducedMotion: 'reduce' })
        ).newPage()
      : page;
    const errors: string[] = [];
    shown.on('pageerror', (error) => errors.push(error.message));
    shown.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await shown.emulateMedia({ colorScheme: 'light' });
    const answer = await shown.goto(addressOf(pattern, shop));
    expect(answer?.status()).toBe(200);
    await settle(shown);
    // A sheet that the address opens hides the page from screen readers, not from sight.
    await expect(shown.getByRole('main', { includeHidden: true })).toBeVisible();
    await expect(shown.getByRole('alert').filter({ hasText: /could not|cannot/ })).toHaveCount(0);
    expect(await violations(shown)).toEqual([]);
    await shown.emulateMedia({ colorScheme: 'dark' });
    expect(await violations(shown, ['color-contrast'])).toEqual([]);
    expect(errors).toEqual([]);
    if (isPublic) await shown.context().close();
  });
}

test('the palette opens with Ctrl-K wherever the focus is, finds, and closes with Escape', async ({ page, shop }) => {
  await page.goto(`/apis/${shop.apiId}/stages/prod`);
  await page.getByLabel('Description').focus();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Search and commands' });
  await expect(palette).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
  await expect(page.getByLabel('Description')).toBeFocused();
  await page.keyboard.press('Control+k');
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('Demo app');
  await expect(palette.getByRole('option', { name: /Demo app/, selected: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/keys/${shop.keyId}$`));
});
