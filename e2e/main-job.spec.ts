import { join } from 'node:path';
import { type Browser, expect, type Locator, type Page, test } from '@playwright/test';
import { type Backend, startBackend } from './backend.ts';
import { type Answer, call } from './gateway-call.ts';
import { owner } from './owner.ts';
import { runSdk } from './sdk-package.ts';
import { consoleUrl } from './session.ts';

const PETSTORE = join(import.meta.dirname, '../core/openapi/testdata/petstore.yaml');
const ORDER = 'GET /store/order/{orderId}';
/** Its line in the tree, which names the operation too. */
const ORDER_LINE = /^GET .*\/store\/order\/\{orderId\}$/;
const REVOKED_WITHIN_MS = 1000;
const viewer = { name: 'Vera Viewer', email: 'vera@example.com', password: 'a viewer looks and does not touch' };

test.use({ acceptDownloads: true });

let backend: Backend;
test.beforeAll(async () => {
  backend = await startBackend();
});
test.afterAll(() => backend.stop());

/** A figure of a row of totals: the text under its label. */
function stat(page: Page, label: string): Locator {
  return page.getByRole('main').getByText(label, { exact: true }).first().locator('xpath=following-sibling::p');
}

async function versions(calls: () => Promise<Answer>, count: number): Promise<Set<unknown>> {
  const answers = await Promise.all(Array.from({ length: count }, calls));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  return new Set(answers.map(({ headers }) => headers['x-shop-version']));
}

/** The workspace's navigation: a page is left through it as a person would. */
function rail(page: Page, name: string): Locator {
  return page.getByRole('navigation', { name: 'Workspace' }).getByRole('link', { name, exact: true });
}

async function openPlan(page: Page): Promise<void> {
  await rail(page, 'Usage plans').click();
  await page.getByRole('link', { name: 'Partners' }).click();
  await expect(page.getByRole('heading', { name: 'Partners' })).toBeVisible();
}

async function limitPlan(page: Page, limits: { rate: string; burst: string; quota: string }): Promise<void> {
  await openPlan(page);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const sheet = page.getByRole('dialog', { name: 'Edit Partners' });
  await sheet.getByRole('spinbutton', { name: 'Rate' }).fill(limits.rate);
  await sheet.getByRole('spinbutton', { name: 'Burst' }).fill(limits.burst);
  await sheet.getByRole('spinbutton', { name: 'Limit' }).fill(limits.quota);
  await sheet.getByRole('button', { name: 'Save usage plan' }).click();
  await expect(sheet).toBeHidden();
}

async function saved(page: Page): Promise<void> {
  await expect(page.getByRole('status').filter({ hasText: /^Saved/ })).toBeVisible();
}

async function acceptInvitation(browser: Browser, link: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: consoleUrl });
  const page = await context.newPage();
  await page.goto(link);
  await expect(page.getByRole('heading', { name: `Join ${owner.workspaceName}` })).toBeVisible();
  await page.getByLabel('Your name').fill(viewer.name);
  await page.getByLabel('Password').fill(viewer.password);
  await page.getByRole('button', { name: `Join ${owner.workspaceName}` }).click();
  await page.waitForURL('/apis');
  return page;
}

test('a new user reaches a served, protected, canaried API and sees its traffic, in one sitting', async ({
  page,
  browser,
}, testInfo) => {
  test.setTimeout(900_000);
  let apiId = '';
  let key = '';
  let step = 0;
  const order = (options: { key?: string } = {}) => call({ path: `/${apiId}/prod/store/order/1`, ...options });
  const withKey = () => order({ key });
  const tab = (name: string) => page.getByRole('navigation', { name: 'API', exact: true }).getByRole('link', { name });
  async function openApi(): Promise<void> {
    await rail(page, 'APIs').click();
    await page.getByRole('link', { name: 'Petstore' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Petstore' })).toBeVisible();
  }
  async function walk(title: string, body: () => Promise<void>): Promise<void> {
    await test.step(title, body);
    step += 1;
    const name = `${String(step).padStart(2, '0')}-${title.replaceAll(/\W+/g, '-').toLowerCase()}.png`;
    await page.screenshot({ path: testInfo.outputPath(name) });
  }

  await walk('set up the owner and the workspace', async () => {
    await page.goto('/');
    await expect(page).toHaveURL(/\/setup$/);
    await page.getByLabel('Workspace').fill(owner.workspaceName);
    await page.getByLabel('Your name').fill(owner.name);
    await page.getByLabel('E-mail').fill(owner.email);
    await page.getByLabel('Password').fill(owner.password);
    await page.getByRole('button', { name: 'Create workspace' }).click();
    await page.waitForURL('/apis');
    await expect(page.getByRole('heading', { name: 'No APIs yet' })).toBeVisible();
  });

  await walk('read a description and see the report', async () => {
    await page.getByRole('link', { name: 'Import OpenAPI' }).first().click();
    await page.getByLabel('Base URL').fill(backend.url('v1'));
    await page.getByLabel('Choose a file').setInputFiles(PETSTORE);
    await expect(page.getByRole('button', { name: 'Create API with 19 methods' })).toBeVisible();
    await expect(page.getByText('19 read, 0 skipped')).toBeVisible();
    await expect(page.getByText('The security scheme "petstore_auth" is not enforced by the gateway')).toBeVisible();
  });

  await walk('create the API', async () => {
    await page.getByRole('button', { name: 'Create API with 19 methods' }).click();
    await page.waitForURL(/\/apis\/[a-z0-9]+\/resources$/);
    apiId = /\/apis\/([a-z0-9]+)\//.exec(page.url())?.[1] ?? '';
    await expect(page.getByText('19 methods')).toBeVisible();
  });

  await walk('find a method in the tree', async () => {
    const search = page.getByRole('textbox', { name: 'Search paths, methods and operations' });
    await search.fill('inventory');
    await expect(page.getByRole('treeitem', { name: /^GET .*\/store\/inventory$/ })).toBeVisible();
    await expect(page.getByRole('treeitem', { name: ORDER_LINE })).toBeHidden();
    await search.fill('getOrderById');
    await page.getByRole('treeitem', { name: ORDER_LINE }).click();
    await expect(page.getByRole('group', { name: 'Execution of the method' })).toContainText('HTTP_PROXY GET');
  });

  await walk('edit its integration, saved by itself', async () => {
    await page.getByLabel('Timeout').fill('5000');
    await saved(page);
    await page.reload();
    await expect(page.getByLabel('Timeout')).toHaveValue('5000');
  });

  await walk('require an API key', async () => {
    await page.getByRole('button', { name: 'Edit the request' }).click();
    await page.getByRole('switch', { name: 'API key required' }).click();
    await saved(page);
    await expect(page.getByRole('button', { name: 'Edit the request' })).toContainText('API key required');
  });

  await walk('call the draft on a node and see each phase', async () => {
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    const drawer = page.getByRole('dialog', { name: 'Test call' });
    await drawer.getByLabel('{orderId}').fill('1');
    await drawer.getByRole('button', { name: 'Send test request' }).click();
    await expect(drawer.getByRole('status').filter({ hasText: '200' })).toBeVisible();
    await expect(drawer.getByText('"status": "placed"')).toBeVisible();
    await expect(drawer.getByRole('listitem').filter({ hasText: 'integrate' })).toBeVisible();
    await page.screenshot({ path: testInfo.outputPath('test-call.png') });
    await page.keyboard.press('Escape');
    await expect(drawer).toBeHidden();
  });

  await walk('deploy to a new stage, and watch it become live', async () => {
    await page.getByRole('button', { name: 'Deploy', exact: true }).click();
    const sheet = page.getByRole('dialog', { name: 'Deploy' });
    await expect(sheet.getByLabel('Name of the new stage')).toHaveValue('prod');
    await expect(sheet.getByRole('heading', { name: 'Changes against a new stage' })).toBeVisible();
    await expect(sheet.getByText(ORDER).first()).toBeVisible();
    await page.screenshot({ path: testInfo.outputPath('deploy-preview.png') });
    await sheet.getByRole('button', { name: 'Deploy to prod' }).click();
    await expect(sheet.getByText('Version 1 is live')).toBeVisible();
    await expect(sheet.getByText('1 of 1')).toBeVisible();
    await page.screenshot({ path: testInfo.outputPath('deploy-live.png') });
    await sheet.getByRole('button', { name: 'Done' }).click();
    await expect(page.getByRole('link', { name: /prod.*v1/ })).toBeVisible();
  });

  await walk('be refused without a key', async () => {
    const refused = await order();
    expect(refused.status).toBe(403);
    expect(JSON.parse(refused.body)).toEqual({ message: 'Forbidden' });
  });

  await walk('create a usage plan that opens the stage', async () => {
    await rail(page, 'Usage plans').click();
    await page.getByRole('button', { name: 'Create usage plan' }).first().click();
    const sheet = page.getByRole('dialog', { name: 'Create usage plan' });
    await sheet.getByLabel('Name').fill('Partners');
    await sheet.getByRole('button', { name: 'Create usage plan' }).click();
    await page.waitForURL(/\/usage-plans\/[a-z0-9]+$/);
    await page.getByRole('button', { name: 'Add stage' }).click();
    await page.getByRole('button', { name: 'Add prod' }).click();
    await expect(page.getByRole('link', { name: 'Petstore prod' })).toBeVisible();
  });

  await walk('create a key, its value shown once', async () => {
    await page.getByRole('button', { name: 'Create key' }).first().click();
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel('Name').fill('Acme');
    await sheet.getByRole('button', { name: 'Create key' }).click();
    await expect(page.getByRole('dialog', { name: 'Key created' })).toBeVisible();
    key = await sheet.getByRole('figure', { name: 'x-api-key' }).locator('code').innerText();
    expect(key).toMatch(/^\w{40}$/);
    await sheet.getByRole('button', { name: 'Done' }).click();
    await expect(page.getByRole('link', { name: 'Acme' })).toBeVisible();
    await expect(page.getByText(key)).toHaveCount(0);
  });

  await walk('call with the key, by path and by host', async () => {
    await expect.poll(async () => (await withKey()).status).toBe(200);
    const byPath = await withKey();
    expect(JSON.parse(byPath.body)).toMatchObject({ id: 1, status: 'placed' });
    expect(byPath.headers['x-shop-version']).toBe('v1');
    const byHost = await call({ path: '/prod/store/order/2', host: `${apiId}.execute-api.localhost`, key });
    expect(byHost.status).toBe(200);
    expect(JSON.parse(byHost.body)).toMatchObject({ id: 2 });
    expect((await call({ path: `/${apiId}/prod/nowhere`, key })).status).toBe(404);
    expect((await call({ path: `/${apiId}/prod/user/logout` })).status).toBe(503);
  });

  await walk('change the draft, and see that it differs from what is live', async () => {
    await openApi();
    await expect(page.getByRole('link', { name: /not deployed/ })).toBeHidden();
    await tab('Resources').click();
    await page.getByRole('treeitem', { name: ORDER_LINE }).click();
    await page.getByRole('button', { name: 'Edit the integration' }).click();
    await page.getByLabel('URL').fill(`${backend.url('v2')}/store/order/{orderId}`);
    await saved(page);
    await page.getByRole('link', { name: '1 change not deployed' }).click();
    await expect(page.getByRole('heading', { name: 'Changes not deployed' })).toBeVisible();
    await expect(page.getByText(`${ORDER} · integration`).first()).toBeVisible();
  });

  await walk('deploy it to a canary with half of the traffic', async () => {
    await page.getByRole('button', { name: 'Deploy', exact: true }).click();
    const sheet = page.getByRole('dialog', { name: 'Deploy' });
    await sheet.getByRole('radio', { name: /^A canary/ }).click();
    await sheet.getByLabel('Share of the canary').fill('50');
    await sheet.getByLabel('What is new').fill('Orders come from the new shop');
    await expect(sheet.getByRole('heading', { name: 'Changes against version 1' })).toBeVisible();
    await sheet.getByRole('button', { name: 'Deploy to the canary of prod' }).click();
    await expect(sheet.getByText('Version 2 is live')).toBeVisible();
    await sheet.getByRole('button', { name: 'Done' }).click();
    expect(await versions(withKey, 40)).toEqual(new Set(['v1', 'v2']));
  });

  await walk('compare both sides, and give the canary everything', async () => {
    await page.getByRole('link', { name: /prod.*v1/ }).click();
    const sides = page.getByRole('table', { name: /Traffic of both sides/ });
    await expect(sides.getByRole('row', { name: /^Requests/ })).toHaveText(/^Requests[1-9]\d*[1-9]\d*$/);
    const share = page.getByRole('textbox', { name: 'Share of the canary' });
    await share.fill('100');
    await share.press('Enter');
    await expect.poll(() => versions(withKey, 10)).toEqual(new Set(['v2']));
  });

  await walk('promote the canary, and the mark is gone', async () => {
    await page.getByRole('button', { name: 'Promote', exact: true }).click();
    await page.getByRole('button', { name: 'Promote version 2' }).click();
    await expect(page.getByRole('link', { name: /prod v2$/ })).toBeVisible();
    await expect(page.getByRole('link', { name: /not deployed/ })).toBeHidden();
    await expect.poll(() => versions(withKey, 10)).toEqual(new Set(['v2']));
  });

  await walk('go back to version 1 from the history', async () => {
    await page.getByRole('button', { name: 'Back to version 1' }).first().click();
    await page.getByRole('button', { name: 'Serve version 1' }).click();
    await expect(page.getByRole('link', { name: /prod v1$/ })).toBeVisible();
    await expect.poll(() => versions(withKey, 10)).toEqual(new Set(['v1']));
  });

  await walk('be throttled', async () => {
    await limitPlan(page, { rate: '1', burst: '1', quota: '10000' });
    const refused = async () =>
      (await Promise.all([withKey(), withKey(), withKey()])).find(({ status }) => status === 429)?.body ?? '';
    await expect.poll(refused).toContain('Too Many Requests');
  });

  await walk('run out of quota', async () => {
    await limitPlan(page, { rate: '100', burst: '200', quota: '1' });
    const answered = () => withKey().then(({ status, body }) => `${status} ${body}`);
    await expect.poll(answered).toMatch(/^429 .*Limit Exceeded/);
    await limitPlan(page, { rate: '100', burst: '200', quota: '10000' });
    await expect.poll(async () => (await withKey()).status).toBe(200);
  });

  await walk('disable the key, refused within a second', async () => {
    await page.getByRole('link', { name: 'Acme' }).click();
    await page.getByRole('button', { name: 'Disable', exact: true }).click();
    const written = page.waitForResponse((response) => response.url().includes('keys.update'));
    await page.getByRole('button', { name: 'Disable Acme' }).click();
    await written;
    const startedAtMs = performance.now();
    await expect.poll(async () => (await withKey()).status, { intervals: [10] }).toBe(403);
    const refusedAfterMs = performance.now() - startedAtMs;
    console.log(`the disabled key was refused after ${Math.round(refusedAfterMs)} ms`);
    expect(refusedAfterMs).toBeLessThan(REVOKED_WITHIN_MS);
    await expect(page.getByText('Disabled', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Enable', exact: true }).click();
    await expect.poll(async () => (await withKey()).status).toBe(200);
  });

  await walk('see the traffic on the dashboard', async () => {
    await openApi();
    await tab('Dashboard').click();
    await expect(stat(page, 'Requests')).toHaveText(/^\d{2,}$/);
    await expect(stat(page, '4xx')).toHaveText(/[1-9]/);
    await expect(stat(page, '5xx')).toHaveText(/[1-9]/);
    await expect(stat(page, 'Latency p99')).toHaveText(/\d/);
    await expect(page.getByRole('table', { name: 'Traffic by methods' })).toContainText('/store/order/{orderId}');
    await page.getByRole('tab', { name: 'Keys' }).click();
    await expect(page.getByRole('table', { name: 'Traffic by keys' })).toContainText('Acme');
    await page.getByRole('tab', { name: 'Sides' }).click();
    await expect(page.getByRole('table', { name: 'Traffic by sides' })).toContainText('prod canary');
  });

  await walk('see why a request failed', async () => {
    const failures = page.getByRole('table', { name: 'Requests' });
    await failures.getByRole('button', { name: '/store/order/1' }).first().click();
    const sheet = page.getByRole('dialog', { name: 'Request' });
    await expect(sheet.getByText(/^The gateway answered in the phase/)).toBeVisible();
    await expect(sheet.getByText('Acme')).toBeVisible();
  });

  await walk('see it in the monitoring of the workspace', async () => {
    await page.keyboard.press('Escape');
    await rail(page, 'Monitoring').click();
    await expect(stat(page, 'Requests')).toHaveText(/^\d{2,}$/);
    await expect(page.getByRole('main').getByRole('link', { name: 'Petstore' }).first()).toBeVisible();
  });

  await walk('download the SDK of the stage, and call with it', async () => {
    await openApi();
    await tab('SDKs').click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download zip' }).click();
    const zip = await (await download).path();
    const output = await runSdk({ zip, folder: testInfo.outputPath('sdk'), key });
    expect(output).toMatchObject({ id: 1, petId: 7, status: 'placed' });
  });

  await walk('publish a portal', async () => {
    await rail(page, 'Portal').click();
    await page.getByRole('button', { name: 'Create portal' }).first().click();
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel('Title').fill('Corner Shop for developers');
    await sheet.getByLabel('Address').fill('corner-shop');
    await sheet.getByRole('button', { name: 'Create portal' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Corner Shop for developers' })).toBeVisible();
    await page.getByRole('button', { name: 'Add API' }).click();
    await page.getByRole('button', { name: 'Add Petstore prod' }).click();
    await expect(page.getByRole('button', { name: 'Switch to Petstore prod' })).toBeDisabled();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Publish portal' }).click();
    await expect(page.getByRole('link', { name: 'Open public page' })).toHaveAttribute('href', '/portal/corner-shop');
  });

  await walk('read the portal without JavaScript', async () => {
    const context = await browser.newContext({ baseURL: consoleUrl, javaScriptEnabled: false });
    const visitor = await context.newPage();
    await visitor.goto('/portal/corner-shop');
    await expect(visitor.getByRole('heading', { name: 'Corner Shop for developers' })).toBeVisible();
    await visitor
      .getByRole('link', { name: /Petstore/ })
      .first()
      .click();
    await visitor
      .getByRole('link', { name: /Look an order up/ })
      .first()
      .click();
    await expect(visitor.getByRole('heading', { name: 'Look an order up' })).toBeVisible();
    await expect(visitor.getByRole('heading', { name: 'Sample call' })).toBeVisible();
    await expect(visitor.getByText(`/${apiId}/prod/store/order/`).first()).toBeVisible();
    await visitor.screenshot({ path: testInfo.outputPath('portal.png') });
    await context.close();
  });

  await walk('invite a viewer, who sees and cannot change', async () => {
    await rail(page, 'Team').click();
    await page.getByRole('button', { name: 'Invite', exact: true }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel('E-mail').fill(viewer.email);
    await sheet.getByRole('radio', { name: /^viewer/i }).click();
    await sheet.getByRole('button', { name: 'Create invitation' }).click();
    const link = await sheet.getByRole('figure', { name: 'Invitation link' }).locator('code').innerText();
    await sheet.getByRole('button', { name: 'Done' }).click();

    const theirs = await acceptInvitation(browser, link);
    const petstore = theirs.getByRole('link', { name: 'Petstore' });
    await expect(petstore).toBeVisible();
    await expect(theirs.getByRole('button', { name: 'Create API' })).toHaveCount(0);
    await expect(theirs.getByRole('link', { name: 'Import OpenAPI' })).toHaveCount(0);
    await petstore.click();
    await expect(theirs.getByRole('link', { name: /prod.*v1/ })).toBeVisible();
    await expect(theirs.getByRole('button', { name: 'Deploy' })).toHaveCount(0);
    await theirs.goto('/keys');
    await expect(theirs.getByRole('link', { name: 'Acme' })).toBeVisible();
    await expect(theirs.getByRole('button', { name: 'Create key' })).toHaveCount(0);
    await theirs.screenshot({ path: testInfo.outputPath('viewer.png') });
    const refused = await theirs.request.post('/api/trpc/apis.create', {
      data: { json: { name: 'Not mine to make' } },
    });
    expect(refused.status()).toBe(403);
    expect(await refused.json()).toMatchObject({ error: { json: { data: { sluice: { code: 'FORBIDDEN' } } } } });
    await theirs.context().close();

    await page.reload();
    await expect(page.getByRole('row', { name: /Vera Viewer.*viewer/ })).toBeVisible();
  });

  await walk('find every change in the audit', async () => {
    await rail(page, 'Audit').click();
    const entries = page.getByRole('table', { name: 'Audit entries' });
    await expect(entries).toBeVisible();
    await page.getByRole('combobox', { name: /per page/i }).click();
    await page.getByRole('option', { name: '100' }).click();
    for (const [what, who] of [
      ['setup workspace', 'visitor'],
      ['import api Petstore', owner.name],
      [`update method ${ORDER}`, owner.name],
      ['create plan Partners', owner.name],
      ['add-stage plan Partners', owner.name],
      ['create key Acme', owner.name],
      ['deploy stage Petstore prod', owner.name],
      ['set-canary stage Petstore prod', owner.name],
      ['promote-canary stage Petstore prod', owner.name],
      ['rollback stage Petstore prod', owner.name],
      ['update plan Partners', owner.name],
      ['update key Acme', owner.name],
      ['create portal', owner.name],
      ['create invitation', owner.name],
      ['accept invitation Vera Viewer', 'visitor'],
    ] as const) {
      await expect(entries.getByRole('row').filter({ hasText: what }).filter({ hasText: who }).first()).toBeVisible();
    }
  });
});
