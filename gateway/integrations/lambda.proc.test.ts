import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mockIntegration, type Integration } from '#core/integrations/schema.ts';
import { route, snapshot, workspaceId } from '../testing/fixtures.ts';
import { Harness } from '../testing/harness.ts';
import {
  hasServerless,
  howToGetServerless,
  installServerless,
  ServerlessOffline,
} from '../testing/serverless-offline.ts';

const handlers = `
exports.echo = async (event) => ({ statusCode: 201, headers: { 'x-one': '1' }, multiValueHeaders: { 'x-many': ['a', 'b'] }, body: JSON.stringify(event) });
exports.binary = async () => ({ headers: { 'content-type': 'application/octet-stream' }, isBase64Encoded: true, body: Buffer.from('\\x00raw').toString('base64') });
exports.malformed = async () => ({ ok: true });
exports.thrower = async () => { throw new Error('no such pet: 7'); };
exports.slow = () => new Promise((resolve) => setTimeout(() => resolve({ statusCode: 200 }), 5000));
exports.plain = async (event) => ({ hello: event.who });
`;

if (process.env.CI === 'true' && !hasServerless()) await installServerless();
if (!hasServerless()) process.stdout.write(`${howToGetServerless}\n`);

function invoking(name: string, change: Partial<Integration> = {}): Integration {
  const uri = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/judge-dev-${name}/invocations`;
  return {
    ...mockIntegration(),
    type: 'AWS_PROXY',
    httpMethod: 'POST',
    uri,
    requestTemplates: {},
    integrationResponses: [],
    ...change,
  };
}

function response(
  statusCode: string,
  selectionPattern: string | null,
  template: string,
): Integration['integrationResponses'][number] {
  const responseTemplates = { 'application/json': template };
  return { statusCode, selectionPattern, responseParameters: {}, responseTemplates, contentHandling: null };
}

describe.runIf(hasServerless())('functions, run by serverless-offline', () => {
  let functions: ServerlessOffline;
  let gateway: Harness;

  beforeAll(async () => {
    functions = await ServerlessOffline.start(handlers, ['echo', 'binary', 'malformed', 'thrower', 'slow', 'plain']);
    gateway = await Harness.start({
      environment: {
        AWS_ENDPOINT_URL_LAMBDA: functions.url,
        AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
        AWS_SECRET_ACCESS_KEY: 'secret',
      },
    });
    const custom: Partial<Integration> = {
      type: 'AWS',
      requestTemplates: { 'application/json': '{"who": "$input.params(\'who\')"}' },
    };
    await gateway.deploy(
      snapshot([
        ...['binary', 'malformed', 'thrower'].map((name) => route('GET', `/${name}`, invoking(name))),
        route('POST', '/echo/{id}', invoking('echo')),
        route('GET', '/slow', invoking('slow', { timeoutInMillis: 500 })),
        route(
          'GET',
          '/plain',
          invoking('plain', {
            ...custom,
            integrationResponses: [response('200', null, '{"said": $input.json("$.hello")}')],
          }),
        ),
        route(
          'GET',
          '/mapped',
          invoking('thrower', {
            ...custom,
            integrationResponses: [
              response('200', null, 'ok'),
              response('404', 'no such pet.*', '$input.json("$.errorMessage")'),
            ],
          }),
        ),
      ]),
    );
  });
  afterAll(async () => {
    await gateway?.stop();
    await functions?.stop();
  });

  test('a proxy function sees the request and makes the response', async () => {
    const answer = await gateway.call('POST', '/echo/7?a=1&a=2', {
      headers: ['content-type', 'text/plain'],
      body: 'hällo',
    });
    expect(answer, gateway.cause() ?? '').toMatchObject({ status: 201, headers: { 'x-one': '1', 'x-many': 'a, b' } });
    expect(JSON.parse(answer.text)).toMatchObject({
      resource: '/echo/{id}',
      path: '/echo/7',
      pathParameters: { id: '7' },
      multiValueQueryStringParameters: { a: ['1', '2'] },
      body: 'hällo',
    });
    expect((await gateway.call('GET', '/binary')).text).toBe('\0raw');
  });

  test('what goes wrong in a function is answered as AWS answers it', async () => {
    expect((await gateway.call('GET', '/malformed')).status).toBe(502);
    expect(gateway.cause()).toContain('/ok is not a member of a response');
    expect((await gateway.call('GET', '/thrower')).status).toBe(502);
    expect(gateway.cause()).toContain('no such pet: 7');
    expect((await gateway.call('GET', '/slow')).status).toBe(504);
  });

  test('a custom integration maps both ways, and errors by their message', async () => {
    expect(await gateway.call('GET', '/plain?who=Ann')).toMatchObject({ status: 200, text: '{"said": "Ann"}' });
    expect(await gateway.call('GET', '/mapped')).toMatchObject({ status: 404, text: '"no such pet: 7"' });
  });

  test('the gateway invokes functions of its own', async () => {
    const functionArn = 'judge-dev-plain';
    const payload = Buffer.from('{"who": "us"}');
    const answer = await gateway.services.lambda.invoke({
      workspaceId,
      functionArn,
      credentialsArn: null,
      payload,
      timeoutMs: 10_000,
    });
    expect({ ...answer, payload: answer.payload.toString() }).toEqual({
      status: 200,
      functionError: null,
      requestId: null,
      payload: '{"hello":"us"}',
    });
  });
});
