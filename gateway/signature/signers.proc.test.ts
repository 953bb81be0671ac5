import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mockIntegration } from '#core/integrations/schema.ts';
import { accessKey, secretTablesWith } from '../testing/access-keys.ts';
import { apiId, route, snapshot } from '../testing/fixtures.ts';
import { Harness } from '../testing/harness.ts';

const run = promisify(execFile);

/** Whether a program of the machine is there. */
function runs(program: string, ...args: string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const hasBotocore = runs('python3', '-c', 'import botocore');
const hasCurl = runs('curl', '--aws-sigv4', 'aws:amz:us-east-1:execute-api', '--version');
if (!hasBotocore) process.stderr.write('Signatures of botocore are not tested: no python3 with botocore.\n');
if (!hasCurl) process.stderr.write('Signatures of curl are not tested: no curl with --aws-sigv4.\n');

const plain = accessKey();
const temporary = accessKey({ accessKeyId: 'ASIAIOSFODNN7EXAMPLE', sessionToken: 'FwoGZXIvYXdzEA/+token==' });

let gateway: Harness;

beforeAll(async () => {
  gateway = await Harness.start({ secrets: secretTablesWith(plain, temporary) });
  const mock = { ...mockIntegration(), requestTemplates: { 'application/json': '{"statusCode": 200}' } };
  await gateway.deploy(snapshot([route('ANY', '/{proxy+}', mock, { authorizationType: 'AWS_IAM' })]));
});
afterAll(() => gateway.stop());

const requests = [
  { method: 'GET', path: '/items', body: '' },
  { method: 'GET', path: '/items/a%20b?q=a%20b&empty=&list=2&list=1', body: '' },
  { method: 'POST', path: '/items?n=1', body: '{"name":"Rex"}' },
];

const botocoreProgram = `
import json, sys
from botocore.auth import SigV4Auth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
given = json.loads(sys.argv[1])
credentials = Credentials(given['accessKeyId'], given['secretAccessKey'], given['sessionToken'])
signed = []
for each in given['requests']:
    for auth in (SigV4Auth, SigV4QueryAuth):
        request = AWSRequest(method=each['method'], url=given['url'] + each['path'], data=each['body'] or None, headers={'Content-Type': 'application/json'})
        auth(credentials, 'execute-api', 'us-east-1').add_auth(request)
        signed.append({'url': request.url, 'headers': dict(request.headers.items()), 'method': each['method'], 'body': request.data or ''})
print(json.dumps(signed))
`;

type Signed = { url: string; method: string; headers: Record<string, string>; body: string };

test.runIf(hasBotocore)('requests that botocore signs are accepted in header and query form', async () => {
  for (const { accessKeyId, secretAccessKey, sessionToken } of [plain, temporary]) {
    const url = `${gateway.url}/${apiId}/prod`;
    const given = JSON.stringify({ accessKeyId, secretAccessKey, sessionToken, url, requests });
    const { stdout } = await run('python3', ['-c', botocoreProgram, given]);
    for (const signed of JSON.parse(stdout) as Signed[]) {
      const { method, headers, body } = signed;
      const answer = await fetch(signed.url, { method, headers, ...(body !== '' && { body }) });
      expect([method, signed.url, answer.status, await answer.text()]).toEqual([method, signed.url, 200, '']);
    }
  }
});

test.runIf(hasCurl)('requests that curl signs are accepted', async () => {
  for (const { method, path, body } of requests) {
    // curl signs a query string as it stands, so its parameters are in order here.
    const sorted = path.replace('q=a%20b&empty=&list=2&list=1', 'empty=&list=1&list=2');
    const { stdout } = await run('curl', [
      ...['-s', '-o', '/dev/null', '-w', '%{http_code}', '-X', method],
      ...['--aws-sigv4', 'aws:amz:us-east-1:execute-api', '--user', `${plain.accessKeyId}:${plain.secretAccessKey}`],
      ...(body === '' ? [] : ['-H', 'content-type: application/json', '--data', body]),
      `${gateway.url}/${apiId}/prod${sorted.replace('/a%20b', '/ab')}`,
    ]);
    expect([path, stdout]).toEqual([path, '200']);
  }
});
