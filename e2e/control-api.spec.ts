import {
  APIGatewayClient,
  CreateDomainNameCommand,
  CreateBasePathMappingCommand,
  CreateResourceCommand,
  GetBasePathMappingCommand,
  GetResourcesCommand,
  GetRestApiCommand,
  GetTagsCommand,
  ImportRestApiCommand,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
  CreateDeploymentCommand,
  TagResourceCommand,
  TestInvokeMethodCommand,
} from '@aws-sdk/client-api-gateway';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from './console-test.ts';
import { call } from './gateway-call.ts';
import { consoleUrl } from './session.ts';

test.use({ workspaceName: 'Control API' });

const awsExport = join(import.meta.dirname, '../core/openapi/testdata/aws-export.yaml');

test('a key from the console drives the control API, and both sides see the same at once', async ({
  page,
  session,
}) => {
  const { accessKeyId, secretAccessKey } = await session.client.accessKeys.create.mutate({ name: 'CI', role: 'owner' });
  const client = new APIGatewayClient({
    endpoint: `${consoleUrl}/aws`,
    region: 'eu-west-3',
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: 1,
  });

  // Made by a program, seen in the console.
  const body = await readFile(awsExport);
  const { id: restApiId = '', rootResourceId } = await client.send(new ImportRestApiCommand({ body }));
  await page.goto('/apis');
  await page.getByRole('link', { name: 'library' }).click();
  await page.getByRole('link', { name: 'Resources' }).click();
  await expect(page.getByText('/shelves').first()).toBeVisible();

  // Made in the console, seen by a program.
  await session.client.resources.create.mutate({
    apiId: restApiId,
    parentId: rootResourceId ?? '',
    pathPart: 'authors',
  });
  const { items } = await client.send(new GetResourcesCommand({ restApiId, limit: 500 }));
  const authors = items?.find(({ path }) => path === '/authors');
  expect(authors).toBeDefined();

  // Identifiers with slashes and brackets arrive as they were sent.
  const resourceArn = `arn:aws:apigateway:eu-west-3::/restapis/${restApiId}`;
  await client.send(new TagResourceCommand({ resourceArn, tags: { 'cost centre': 'a/b' } }));
  expect((await client.send(new GetTagsCommand({ resourceArn }))).tags).toEqual({ 'cost centre': 'a/b' });
  const domainName = 'library.example.com';
  await client.send(new CreateDomainNameCommand({ domainName, endpointConfiguration: { types: ['REGIONAL'] } }));
  await client.send(new CreateBasePathMappingCommand({ domainName, restApiId }));
  const mapping = await client.send(new GetBasePathMappingCommand({ domainName, basePath: '(none)' }));
  expect(mapping).toMatchObject({ basePath: '(none)', restApiId });

  // A method of its own, tried before it is deployed, then served.
  const { id: resourceId } = await client.send(
    new CreateResourceCommand({ restApiId, parentId: authors?.id, pathPart: '{name}' }),
  );
  const method = { restApiId, resourceId, httpMethod: 'GET' };
  await client.send(new PutMethodCommand({ ...method, authorizationType: 'NONE' }));
  const requestTemplates = { 'application/json': '{"statusCode": 200}' };
  await client.send(new PutIntegrationCommand({ ...method, type: 'MOCK', requestTemplates }));
  await client.send(new PutMethodResponseCommand({ ...method, statusCode: '200' }));
  const responseTemplates = { 'application/json': `{"name": "$input.params('name')"}` };
  await client.send(new PutIntegrationResponseCommand({ ...method, statusCode: '200', responseTemplates }));
  const tried = await client.send(new TestInvokeMethodCommand({ ...method, pathWithQueryString: '/authors/austen' }));
  expect(tried).toMatchObject({ status: 200, body: '{"name": "austen"}' });
  await client.send(
    new CreateDeploymentCommand({ restApiId, stageName: 'live', variables: { shelves: 'shelves.example.com' } }),
  );
  await expect
    .poll(async () => (await call({ path: `/${restApiId}/live/authors/austen` })).body)
    .toBe('{"name": "austen"}');
  expect((await call({ path: `/${restApiId}/live/books?author=austen` })).status).toBe(403);

  // The change has the key's holder in the audit log.
  await page.goto('/audit');
  await expect(page.getByText('library').first()).toBeVisible();
  expect((await client.send(new GetRestApiCommand({ restApiId }))).name).toBe('library');
});

test('an export of AWS comes through the console with a report, is deployed and serves as it did', async ({ page }) => {
  await page.goto('/apis/import');
  await page.getByLabel('Choose a file').setInputFiles(awsExport);
  await expect(page.getByText('The server is an API gateway itself; it is not used as backend.')).toBeVisible();
  await page.getByRole('button', { name: 'Create API with 5 methods' }).click();
  await page.waitForURL(/\/apis\/[a-z0-9]+\/resources$/);
  const apiId = /\/apis\/([a-z0-9]+)\//.exec(page.url())?.[1] ?? '';
  await page.getByRole('button', { name: 'Deploy', exact: true }).click();
  const sheet = page.getByRole('dialog', { name: 'Deploy' });
  await sheet.getByRole('button', { name: 'Deploy to prod' }).click();
  await expect(sheet.getByText('Version 1 is live')).toBeVisible();
  const keyless = await call({ path: `/${apiId}/prod/books?author=austen` });
  expect([keyless.status, JSON.parse(keyless.body)]).toEqual([403, { message: 'Forbidden' }]);
  const unknown = await call({ path: `/${apiId}/prod/no/such/path` });
  expect([unknown.status, JSON.parse(unknown.body)]).toEqual([403, { message: 'Missing Authentication Token' }]);
  const preflight = await call({ method: 'OPTIONS', path: `/${apiId}/prod/books` });
  expect([preflight.status, preflight.headers['access-control-allow-origin']]).toEqual([200, '*']);
});
