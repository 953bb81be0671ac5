import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { expect } from '@playwright/test';
import { test } from './console-test.ts';

test.use({ workspaceName: 'Authorizers' });

interface TokenEvent {
  methodArn: string;
}

/** An authorizer on loopback that lets every token in, by the contract of AWS's Lambda authorizers. */
async function startAuthorizer() {
  const server = createServer((request, response) => {
    void json(request).then((event) => {
      const { methodArn } = event as TokenEvent;
      const statement = { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: methodArn };
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          principalId: 'ada',
          policyDocument: { Version: '2012-10-17', Statement: [statement] },
          context: { tenant: 'acme' },
        }),
      );
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/authorize`, stop: () => server.close() };
}

test('an authorizer is made and asked about a request, and says why', async ({ page, session }, testInfo) => {
  const authorizer = await startAuthorizer();
  const { id: apiId } = await session.client.apis.create.mutate({ name: 'Guarded' });
  await page.goto(`/apis/${apiId}/authorizers?authorizer=new`);
  const sheet = page.getByRole('dialog', { name: 'Create authorizer' });
  await sheet.getByRole('textbox', { name: 'Name' }).fill('partners');
  await sheet.getByLabel('Function or URL').fill(authorizer.url);
  await sheet.getByRole('button', { name: 'Create authorizer' }).click();
  await expect(sheet).toBeHidden();
  await page
    .getByRole('row', { name: /partners/ })
    .getByRole('button')
    .last()
    .click();
  await page.getByRole('menuitem', { name: 'Test' }).click();
  const drawer = page.getByRole('dialog', { name: 'Test partners' });
  const token = drawer.getByLabel('Value of header 1');
  await token.fill('Bearer ada');
  await drawer.getByRole('button', { name: 'Ask the authorizer' }).click();
  await expect(drawer.getByRole('status').filter({ hasText: 'It answered with a policy' })).toBeVisible();
  await expect(drawer.getByText('acme')).toBeVisible();
  await page.screenshot({ path: testInfo.outputPath('allowed.png') });
  await token.fill('');
  await drawer.getByRole('button', { name: 'Ask the authorizer' }).click();
  await expect(drawer.getByRole('status').filter({ hasText: 'The caller gets 401' })).toBeVisible();
  authorizer.stop();
});
