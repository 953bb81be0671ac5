import { expect, type Page } from '@playwright/test';
import { test } from './console-test.ts';
import { owner } from './owner.ts';
import { ownerIn, type Session } from './session.ts';

test.use({ workspaceName: 'Bad input' });

const UPLOAD_BYTES = 20 * 1024 * 1024;

function upload(page: Page, name: string, content: string | Buffer): Promise<void> {
  return page
    .getByLabel('Choose a file')
    .setInputFiles({ name, mimeType: 'application/yaml', buffer: Buffer.from(content) });
}

async function apiCount({ client }: Session): Promise<number> {
  return (await client.apis.list.query({})).items.length;
}

/** An API with one mock method, made as the console makes it. */
async function createApi({ client }: Session, name: string) {
  const { id: apiId } = await client.apis.create.mutate({ name });
  const { resources } = await client.resources.tree.query({ apiId });
  const resourceId = resources[0]?.id ?? '';
  await client.methods.create.mutate({ apiId, resourceId, httpMethod: 'GET' });
  return { apiId, resourceId };
}

const openapi = (rest: string) => `openapi: 3.0.3\ninfo: { title: Broken, version: '1' }\n${rest}`;

const refused: { what: string; description: string; says: RegExp[] }[] = [
  { what: 'text that is no YAML', description: openapi('paths: {\n  /a: [\n'), says: [/line \d+:\d+/] },
  { what: 'YAML that is no OpenAPI', description: 'shopping: [milk, bread]\n', says: [/OpenAPI|openapi|swagger/] },
  {
    what: 'a reference that leads back to itself',
    description: openapi(
      `paths:
  /pets:
    get:
      parameters: [{ $ref: '#/components/parameters/a' }]
      responses: { '200': { description: ok } }
components:
  parameters:
    a: { $ref: '#/components/parameters/b' }
    b: { $ref: '#/components/parameters/a' }
`,
    ),
    says: [/\/parameters\//],
  },
  {
    what: 'aliases that multiply',
    description: `a: &a [x,x,x,x,x,x,x,x,x]\n${Array.from('bcdefghijk', (name, at) => {
      const before = 'abcdefghijk'[at] ?? 'a';
      return `${name}: &${name} [${Array(9).fill(`*${before}`).join(',')}]`;
    }).join('\n')}\n`,
    says: [/alias/i],
  },
  {
    what: 'a path that is written twice',
    description: openapi(
      `paths:
  /pets:
    get: { responses: { '200': { description: ok } } }
  /pets:
    get: { responses: { '200': { description: again } } }
`,
    ),
    says: [/line 6/, /\/pets|duplicate/i],
  },
];

for (const { what, description, says } of refused) {
  test(`${what} is refused with the place, and nothing is written`, async ({ page, session }) => {
    const before = await apiCount(session);
    await page.goto('/apis/import');
    await upload(page, 'broken.yaml', description);
    const main = page.getByRole('main');
    await expect(main.getByText(/could not be read|cannot be imported as it is/)).toBeVisible();
    for (const words of says) await expect(main.getByText(words).first()).toBeVisible();
    await expect(page.getByRole('button', { name: /^Create API/ })).toHaveCount(0);
    expect(await apiCount(session)).toBe(before);
    await page.getByRole('button', { name: 'Read another description' }).click();
    await expect(page.getByLabel('Choose a file')).toBeAttached();
  });
}

test('two paths that answer the same requests are told apart before anything is written', async ({ page, session }) => {
  const before = await apiCount(session);
  await page.goto('/apis/import');
  await upload(
    page,
    'twice.yaml',
    openapi(
      `paths:
  /pets/{id}:
    get: { responses: { '200': { description: ok } } }
  /pets/{name}:
    get: { responses: { '200': { description: ok } } }
`,
    ),
  );
  await expect(page.getByText(/\/pets\/\{(id|name)\}/).first()).toBeVisible();
  await expect(page.getByText(/^(Error|Warning)$/).first()).toBeVisible();
  expect(await apiCount(session)).toBe(before);
});

test('a file of 20 MB is refused, and the page goes on', async ({ page, session }) => {
  const before = await apiCount(session);
  await page.goto('/apis/import');
  await upload(page, 'big.json', Buffer.alloc(UPLOAD_BYTES, ' '));
  await expect(page.getByText('The file was not taken')).toBeVisible();
  await expect(page.getByText(/at most 16 MiB/)).toBeVisible();
  expect(await apiCount(session)).toBe(before);
});

test('a wrong password is refused, and the e-mail stays', async ({ browser }) => {
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(owner.email);
  await page.getByLabel('Password').fill('not the password at all');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('The e-mail or the password is wrong.')).toBeVisible();
  await expect(page.getByLabel('E-mail')).toHaveValue(owner.email);
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByLabel('Password').fill(owner.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('/apis');
  await context.close();
});

test('two tabs edit one method: the later one is asked, and nothing is lost', async ({ page, context, session }) => {
  const { apiId, resourceId } = await createApi(session, 'Two tabs');
  const address = `/apis/${apiId}/resources?resource=${resourceId}&method=GET&box=request`;
  const saved = (tab: Page) => expect(tab.getByRole('status').filter({ hasText: /^Saved/ })).toBeVisible();
  const name = (tab: Page) => tab.getByLabel('Operation name');
  const stored = async () =>
    (await session.client.methods.get.query({ apiId, resourceId, httpMethod: 'GET' })).operationName;

  const other = await context.newPage();
  await page.goto(address);
  await other.goto(address);
  await expect(name(other)).toHaveValue('');
  await name(page).fill('first');
  await saved(page);

  await name(other).fill('second');
  const conflict = other.getByText('Somebody else changed this method');
  await expect(conflict).toBeVisible();
  await expect(other.getByText(`${owner.name} changed GET /`).first()).toBeVisible();
  await expect(name(other)).toHaveValue('second');
  expect(await stored()).toBe('first');
  await other.getByRole('button', { name: 'Keep mine' }).click();
  await expect(conflict).toBeHidden();
  await expect.poll(stored).toBe('second');

  await name(page).fill('third');
  await expect(page.getByText('Somebody else changed this method')).toBeVisible();
  await page.getByRole('button', { name: 'Take theirs' }).click();
  await expect(name(page)).toHaveValue('second');
  expect(await stored()).toBe('second');
  await other.close();
});

test('a draft with a problem is not deployed: the problem is listed and leads to its method', async ({
  page,
  session,
}) => {
  const { apiId, resourceId } = await createApi(session, 'Not ready');
  const method = { apiId, resourceId, httpMethod: 'GET' as const };
  const { revision: expectedRevision } = await session.client.methods.get.query(method);
  await session.client.methods.update.mutate({ ...method, expectedRevision, patch: { integration: null } });
  await page.goto(`/apis/${apiId}?deploy=true`);
  const sheet = page.getByRole('dialog', { name: 'Deploy' });
  await expect(sheet.getByText('1 problem to mend first')).toBeVisible();
  await sheet.getByRole('button', { name: 'Deploy to prod' }).click();
  await expect(sheet.getByText(/^Not /).first()).toBeVisible();
  expect((await session.client.deployments.list.query({ apiId })).items).toEqual([]);
  expect((await session.client.stages.list.query({ apiId })).items).toEqual([]);
  await sheet.getByRole('link', { name: 'Open the method' }).click();
  await expect(page).toHaveURL(new RegExp(`resource=${resourceId}&method=GET`));
});

test("an unknown API, and another workspace's, are not found alike", async ({ page }) => {
  const elsewhere = await ownerIn('Elsewhere');
  const { apiId } = await createApi(elsewhere, 'Secret');
  const seen: string[] = [];
  for (const id of ['zzzzzzzzzz', apiId]) {
    await page.goto(`/apis/${id}`);
    const alert = page.getByRole('alert').filter({ hasText: 'could not be loaded' }).first();
    await expect(alert).toBeVisible();
    await expect(alert).toContainText('another workspace');
    await expect(page.getByText('Secret')).toHaveCount(0);
    seen.push((await alert.innerText()).replaceAll(id, '{id}'));
  }
  expect(seen[0]).toBe(seen[1]);
});
