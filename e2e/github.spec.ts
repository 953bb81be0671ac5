import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from '@playwright/test';
import { test } from './console-test.ts';
import { call } from './gateway-call.ts';

test.use({ workspaceName: 'GitHub' });

const DESCRIPTION = createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json');
const IMPORT_MS = 10_000;
const TREE_MS = 1_000;

test("GitHub's description is imported, opened, deployed and served", async ({ page }) => {
  test.setTimeout(180_000);
  let apiId = '';

  await test.step('import', async () => {
    await page.goto('/apis/import');
    await page.getByRole('radio', { name: /^Mock for now/ }).click();
    const startedMs = performance.now();
    await page.getByLabel('Choose a file').setInputFiles(DESCRIPTION);
    await expect(page.getByRole('region', { name: 'Import api.github.com.json' })).toContainText('running');
    const create = page.getByRole('button', { name: /^Create API with 1,\d{3} methods$/ });
    await expect(create).toBeVisible({ timeout: 60_000 });
    const readMs = performance.now() - startedMs;
    const confirmedMs = performance.now();
    await create.click();
    await page.waitForURL(/\/apis\/[a-z0-9]+\/resources$/, { timeout: 60_000, waitUntil: 'commit' });
    const writtenMs = performance.now() - confirmedMs;
    apiId = /\/apis\/([a-z0-9]+)\//.exec(page.url())?.[1] ?? '';
    const megabytes = (statSync(DESCRIPTION).size / 1e6).toFixed(1);
    console.log(`GitHub (${megabytes} MB): read in ${Math.round(readMs)} ms, written in ${Math.round(writtenMs)} ms`);
    expect(readMs + writtenMs).toBeLessThan(IMPORT_MS);
  });

  await test.step('open the tree', async () => {
    await page.goto('/apis');
    await page.getByRole('link', { name: /GitHub/ }).click();
    const resources = page
      .getByRole('navigation', { name: 'API', exact: true })
      .getByRole('link', { name: 'Resources' });
    await expect(resources).toBeVisible();
    await page.waitForLoadState('networkidle');
    const startedMs = performance.now();
    await resources.click();
    await page.getByRole('treeitem', { name: 'GET /', exact: true }).waitFor();
    const openedMs = performance.now() - startedMs;
    console.log(`GitHub: tree open in ${Math.round(openedMs)} ms`);
    expect(openedMs).toBeLessThan(TREE_MS);
    await page.getByRole('textbox', { name: /^Search paths/ }).fill('repos/get-readme');
    await page.getByRole('treeitem', { name: /^GET \/repos\/\{owner\}\/\{repo\}\/readme$/ }).click();
    await expect(page.getByRole('group', { name: 'Execution of the method' })).toContainText('MOCK');
  });

  await test.step('deploy and serve', async () => {
    await page.getByRole('button', { name: 'Deploy', exact: true }).click();
    const sheet = page.getByRole('dialog', { name: 'Deploy' });
    await expect(sheet.getByRole('heading', { name: 'Changes against a new stage' })).toBeVisible({ timeout: 30_000 });
    const startedMs = performance.now();
    await sheet.getByRole('button', { name: 'Deploy to prod' }).click();
    await expect(sheet.getByText('Version 1 is live')).toBeVisible({ timeout: 60_000 });
    console.log(`GitHub: live after ${Math.round(performance.now() - startedMs)} ms`);
    expect((await call({ path: `/${apiId}/prod/repos/octo/hello/readme` })).status).toBe(200);
    expect((await call({ path: `/${apiId}/prod/no/such/path` })).status).toBe(404);
  });
});
