import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { compile } from '#core/compile/compile.ts';
import { fillDesign, type ShortDesign } from '#core/testing/fill-design.ts';
import { createSecretTables, type SecretTables } from '../secrets/tables.ts';
import { generateSealKey } from '../secrets/seal-key.ts';
import { apiId, workspaceId } from '../testing/fixtures.ts';
import { Harness } from '../testing/harness.ts';
import { hasMoto, howToGetMoto, Moto } from '../testing/moto.ts';
import { seal } from '../testing/seal.ts';

type Recipe = NonNullable<ShortDesign['methods']>[number] & {
  methodResponses: { statusCode: string }[];
  integration: { integrationResponses: object[] };
};

/** The methods of docs/recipes.md, as they stand there; what a reader leaves out has its default. */
function recipes(): NonNullable<ShortDesign['methods']> {
  const text = readFileSync(join(import.meta.dirname, '../../docs/recipes.md'), 'utf8');
  const blocks = [...text.matchAll(/```json\n([\s\S]*?)```/g)].map((match) => JSON.parse(match[1] ?? '') as Recipe);
  return blocks.map((recipe) => ({
    ...recipe,
    methodResponses: recipe.methodResponses.map((response) => ({
      responseParameters: {},
      responseModels: {},
      ...response,
    })),
    integration: {
      ...recipe.integration,
      integrationResponses: recipe.integration.integrationResponses.map((response) => ({
        responseParameters: {},
        responseTemplates: {},
        contentHandling: null,
        ...response,
      })),
    },
  }));
}

const isPossible = hasMoto();
if (!isPossible && process.env.CI === 'true') throw new Error(howToGetMoto);
if (!isPossible) process.stdout.write(`${howToGetMoto}\n`);

describe.runIf(isPossible)('recipes, with signatures and policies verified by moto', () => {
  const key = generateSealKey();
  let moto: Moto;
  let secrets: SecretTables;
  let gateway: Harness;
  let user: { accessKeyId: string; secretAccessKey: string };

  function setCredential(keys: { accessKeyId: string; secretAccessKey: string }, roleArns: string[] = []): void {
    const secret = JSON.stringify({ secretAccessKey: keys.secretAccessKey, sessionToken: null });
    const sealed = seal(key.publicKey, 'credential', 'main', secret);
    const { accessKeyId } = keys;
    secrets.credentials.set('main', {
      workspaceId,
      id: 'main',
      name: 'main',
      isDefault: true,
      roleArns,
      accessKeyId,
      sealed,
    });
  }

  beforeAll(async () => {
    moto = await Moto.start();
    await moto.iam('CreateUser', { UserName: 'gateway' });
    const assume = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }],
    });
    await moto.iam('PutUserPolicy', { UserName: 'gateway', PolicyName: 'assume', PolicyDocument: assume });
    user = await moto.createAccessKey('gateway');
    await moto.createRole('recipes', ['dynamodb:*', 's3:*', 'sqs:*', 'states:*']);
    await moto.createRole('sfn', 'sts:GetCallerIdentity');
    await moto.json('dynamodb', 'DynamoDB_20120810.CreateTable', {
      TableName: 'pets',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['id', 'owner'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-owner',
          KeySchema: [{ AttributeName: 'owner', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    });
    await moto.call('s3', { method: 'PUT', path: '/recipes-files' });
    await moto.json('sqs', 'AmazonSQS.CreateQueue', { QueueName: 'orders' });
    await moto.json('states', 'AWSStepFunctions.CreateStateMachine', {
      name: 'jobs',
      roleArn: 'arn:aws:iam::123456789012:role/sfn',
      definition: JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } }),
    });
    secrets = createSecretTables(key);
    secrets.workspaces.set(workspaceId, {
      workspaceId,
      accountId: '123456789012',
      allowedAddresses: ['127.0.0.1'],
      endpoints: { '*': moto.url },
    });
    gateway = await Harness.start({ allowPrivate: false, secrets });
    const { snapshot, problems } = compile(fillDesign({ api: { id: apiId }, methods: recipes() }));
    expect(problems.filter(({ level }) => level === 'error')).toEqual([]);
    if (snapshot) await gateway.deploy(snapshot);
  });
  beforeEach(() => setCredential(user));
  afterAll(async () => {
    await gateway?.stop();
    await moto?.stop();
  });

  const post = (target: string, body: object) =>
    gateway.call('POST', target, { headers: ['content-type', 'application/json'], body: JSON.stringify(body) });

  test('DynamoDB: put, get, query and delete', async () => {
    const name = `Rex "the 'king'" \\ \u00fc\n`;
    const stored = await post('/pets', { id: 'p/1', owner: 'ann & bob', name });
    expect(stored, gateway.cause() ?? '').toMatchObject({ status: 201, text: '{}' });
    expect((await post('/pets', { id: 'p/1', owner: 'ann', name: 'Other' })).status).toBe(409);
    await post('/pets', { id: 'p2', owner: 'ann & bob', name: 'Tom' });
    expect(JSON.parse((await gateway.call('GET', '/pets/p%2F1')).text)).toEqual({
      id: 'p/1',
      owner: 'ann & bob',
      name,
    });
    expect((await gateway.call('GET', '/pets/none')).status).toBe(404);
    const found = JSON.parse((await gateway.call('GET', '/owners/ann%20%26%20bob/pets')).text) as { id: string }[];
    expect(found.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual([
      { id: 'p/1', name },
      { id: 'p2', name: 'Tom' },
    ]);
    expect((await gateway.call('DELETE', '/pets/p%2F1')).status).toBe(204);
    expect((await gateway.call('GET', '/pets/p%2F1')).status).toBe(404);
  });

  test('S3: put, get and list', async () => {
    // moto verifies a path as it prints it, so that names with characters beyond these are for sign.test.ts.
    for (const name of ['a.txt', 'b%20c.txt', 'd~1_2.txt']) {
      const put = await gateway.call('PUT', `/files/${name}`, {
        headers: ['content-type', 'text/plain'],
        body: `is ${name}`,
      });
      expect(put, gateway.cause() ?? '').toMatchObject({ status: 200 });
      const got = await gateway.call('GET', `/files/${name}`);
      expect(got).toMatchObject({ status: 200, text: `is ${name}` });
      expect(got.headers['content-type']).toContain('text/plain');
      expect(got.headers.etag).toBe(put.headers.etag);
    }
    expect((await gateway.call('GET', '/files/none')).status).toBe(404);
    const all = await gateway.call('GET', '/files');
    expect(all.text.match(/<Key>/g)).toHaveLength(3);
    expect(all.headers['content-type']).toContain('application/xml');
    expect((await gateway.call('GET', '/files?prefix=b')).text).toContain('<Key>b c.txt</Key>');
  });

  test('SQS: send', async () => {
    const order = { item: 'a&b=c +%', count: 2 };
    const sent = await post('/orders', order);
    expect(sent, gateway.cause() ?? '').toMatchObject({ status: 202 });
    const read = await moto.json('sqs', 'AmazonSQS.ReceiveMessage', { QueueUrl: `${moto.url}/123456789012/orders` });
    const [message] = (JSON.parse(read) as { Messages: { Body: string }[] }).Messages;
    expect(JSON.parse(message?.Body ?? '')).toEqual(order);
  });

  test('Step Functions: start', async () => {
    const started = await post('/jobs', { text: `it's "quoted"` });
    expect(started, gateway.cause() ?? '').toMatchObject({ status: 202 });
    const { execution } = JSON.parse(started.text) as { execution: string };
    const read = await moto.json('states', 'AWSStepFunctions.DescribeExecution', { executionArn: execution });
    expect(JSON.parse((JSON.parse(read) as { input: string }).input)).toEqual({ text: `it's "quoted"` });
  });

  test('a wrong secret, a role that may not be assumed and a right that is missing are refused by moto', async () => {
    setCredential({ ...user, secretAccessKey: 'wrong' });
    expect((await gateway.call('GET', '/pets/p2')).status).toBe(500);
    expect(gateway.cause()).toMatch(/STS answered 403 when arn:aws:iam::123456789012:role\/recipes was to be assumed/);
    setCredential(user, ['arn:aws:iam::123456789012:role/recipes']);
    expect(await gateway.call('GET', '/pets/p2')).toMatchObject({
      status: 500,
      text: '{"message": "The pet was not read."}',
    });
    setCredential(moto.admin, ['arn:aws:iam::123456789012:role/recipes']);
    expect((await gateway.call('GET', '/pets/p2')).status).toBe(200);
  });
});
