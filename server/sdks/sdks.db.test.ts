import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { createApi } from '../apis/create-api.ts';
import { db } from '../db.ts';
import { createDeployment } from '../deployments/create-deployment.ts';
import { createMethod } from '../methods/create-method.ts';
import { createResource } from '../resources/create-resource.ts';
import { errorCode } from '../testing/error-of.ts';
import { newWorkspace } from '../testing/workspace-fixture.ts';
import { downloadSdk } from './download-sdk.ts';
import { getSdkOptions } from './get-sdk-options.ts';

/** An API with GET and ANY on /pets, deployed to prod. */
async function deployed() {
  const owner = await newWorkspace();
  const { id: apiId } = await createApi.execute(owner, { name: 'Pet shop' });
  const root = await db().resource.findFirstOrThrow({ where: { apiId } });
  const { id: resourceId } = await createResource.execute(owner, { apiId, parentId: root.id, pathPart: 'pets' });
  for (const httpMethod of ['GET', 'ANY']) await createMethod.execute(owner, { apiId, resourceId, httpMethod });
  await createDeployment.execute(owner, { apiId, stageName: 'prod' });
  return { owner, apiId, resourceId };
}

function filesOf(bytes: Uint8Array): Record<string, string> {
  const decoder = new TextDecoder();
  return Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, data]) => [name, decoder.decode(data)]));
}

test('the options say what the package will hold and what it leaves out', async () => {
  const { owner, apiId } = await deployed();
  const options = await getSdkOptions.execute(owner, { apiId, stageName: 'prod' });
  expect(options).toMatchObject({
    apiName: 'Pet shop',
    deploymentNumber: 1,
    languages: [{ language: 'typescript', packageName: 'pet-shop-sdk', version: '0.1.0' }],
    services: [{ name: 'pets', operations: 1 }],
    downloadPath: `/api/sdks/${apiId}/prod`,
  });
  expect(options.skipped.map(({ operation }) => operation)).toEqual(['ANY /pets']);
});

test('the archive follows the deployment, not the draft, and equal requests give equal bytes', async () => {
  const { owner, apiId, resourceId } = await deployed();
  const request = { apiId, stageName: 'prod', packageName: '@acme/pets', version: '2.1.0' };
  const first = await downloadSdk.execute(owner, request);
  expect(first.fileName).toBe('acme-pets-2.1.0.zip');
  const files = filesOf(first.bytes);
  expect(JSON.parse(files['package.json'] ?? '')).toMatchObject({ name: '@acme/pets', version: '2.1.0' });
  expect(files['src/client.ts']).toContain(`/${apiId}/prod'`);

  await createMethod.execute(owner, { apiId, resourceId, httpMethod: 'POST' });
  expect((await downloadSdk.execute(owner, request)).sha256).toBe(first.sha256);
  await createDeployment.execute(owner, { apiId, stageName: 'prod' });
  const later = await downloadSdk.execute(owner, request);
  expect(later.sha256).not.toBe(first.sha256);
  expect(filesOf(later.bytes)['api.md']).toContain('POST /pets');
});

test('wrong options are refused, and so is a stage of another workspace', async () => {
  const { owner, apiId } = await deployed();
  const stranger = await newWorkspace();
  const of = { apiId, stageName: 'prod' };
  for (const wrong of [{ packageName: 'Not A Name' }, { version: 'latest' }, { language: 'cobol' }]) {
    expect(await errorCode(downloadSdk.execute(owner, { ...of, ...wrong }))).toBe('BAD_INPUT');
  }
  expect(await errorCode(downloadSdk.execute(owner, { ...of, stageName: 'beta' }))).toBe('NOT_FOUND');
  expect(await errorCode(downloadSdk.execute(stranger, of))).toBe('NOT_FOUND');
  expect(await errorCode(getSdkOptions.execute(stranger, of))).toBe('NOT_FOUND');
  const visitor = { sourceIp: '127.0.0.1', userAgent: 'test' };
  expect(await errorCode(downloadSdk.execute(visitor, of))).toBe('UNAUTHENTICATED');
});
