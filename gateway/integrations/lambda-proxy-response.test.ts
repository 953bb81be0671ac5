import { expect, test } from 'vitest';
import { functionResult } from './lambda-answer.ts';
import { proxyResponse } from './lambda-proxy-response.ts';

function read(payload: string) {
  return proxyResponse({ payload: Buffer.from(payload), errorMessage: null });
}

/** What a function may wrongly return, and the words of the cause that name it. */
const malformed: [string, string][] = [
  ['', 'it is empty'],
  ['   ', 'it is not JSON'],
  ['hello', 'it is not JSON'],
  ['{"statusCode": 200', 'it is not JSON'],
  ["{'statusCode': 200}", 'it is not JSON'],
  ['null', 'it is null, not an object'],
  ['[]', 'it is a list, not an object'],
  ['[{"statusCode": 200}]', 'it is a list, not an object'],
  ['"text"', 'it is a string, not an object'],
  ['200', 'it is a number, not an object'],
  ['true', 'it is true or false, not an object'],
  ['{"foo": 1}', '/foo is not a member'],
  ['{"statuscode": 200}', '/statuscode is not a member'],
  ['{"statusCode": 200, "cookies": []}', '/cookies is not a member'],
  ['{"statusCode": 200, "multivalueheaders": {}}', '/multivalueheaders is not a member'],
  ['{"errorMessage": "boom"}', '/errorMessage is not a member'],
  ['{"statusCode": "OK"}', '/statusCode is a string'],
  ['{"statusCode": ""}', '/statusCode is a string'],
  ['{"statusCode": null}', '/statusCode is null'],
  ['{"statusCode": true}', '/statusCode is true or false'],
  ['{"statusCode": [200]}', '/statusCode is a list'],
  ['{"statusCode": 200.5}', '/statusCode is a number'],
  ['{"statusCode": 0}', '/statusCode is 0, not a status'],
  ['{"statusCode": 101}', '/statusCode is 101, not a status'],
  ['{"statusCode": 600}', '/statusCode is 600, not a status'],
  ['{"statusCode": -200}', '/statusCode is -200, not a status'],
  ['{"statusCode": 200, "body": {"a": 1}}', '/body is an object'],
  ['{"statusCode": 200, "body": []}', '/body is a list'],
  ['{"statusCode": 200, "body": 5}', '/body is a number'],
  ['{"statusCode": 200, "body": false}', '/body is true or false'],
  ['{"statusCode": 200, "isBase64Encoded": "true"}', '/isBase64Encoded is a string'],
  ['{"statusCode": 200, "isBase64Encoded": 1}', '/isBase64Encoded is a number'],
  ['{"statusCode": 200, "isBase64Encoded": true, "body": "{not base64}"}', '/body is not base64'],
  ['{"statusCode": 200, "headers": []}', '/headers is a list'],
  ['{"statusCode": 200, "headers": "a: b"}', '/headers is a string'],
  ['{"statusCode": 200, "headers": {"a": {}}}', '/headers/a is an object'],
  ['{"statusCode": 200, "headers": {"a": null}}', '/headers/a is null'],
  ['{"statusCode": 200, "headers": {"a": ["b"]}}', '/headers/a is a list'],
  ['{"statusCode": 200, "headers": {"a b": "c"}}', '/headers/a b has a name'],
  ['{"statusCode": 200, "headers": {"": "c"}}', '/headers/ has a name'],
  ['{"statusCode": 200, "headers": {"a\\r\\nb": "c"}}', 'has a name that is no header name'],
  ['{"statusCode": 200, "multiValueHeaders": []}', '/multiValueHeaders is a list'],
  ['{"statusCode": 200, "multiValueHeaders": {"a": "b"}}', '/multiValueHeaders/a is a string'],
  ['{"statusCode": 200, "multiValueHeaders": {"a": [{}]}}', '/multiValueHeaders/a/0 is an object'],
  ['{"statusCode": 200, "multiValueHeaders": {"a": ["b", null]}}', '/multiValueHeaders/a/1 is null'],
];

test.each(malformed)('%s is a 502 whose cause says why', (payload, reason) => {
  const made = read(payload);
  expect(made).toMatchObject({ type: 'DEFAULT_5XX', status: 502, message: 'Internal server error' });
  expect('cause' in made && made.cause).toContain('Malformed Lambda proxy response: ');
  expect('cause' in made && made.cause).toContain(reason);
});

test('the table of malformed shapes is as long as it should be', () => {
  expect(malformed.length).toBeGreaterThanOrEqual(25);
});

test.each([
  ['{}', { status: 200, headers: [], body: '', isBase64Encoded: false }],
  ['{"statusCode": "201"}', { status: 201 }],
  ['{"headers": null, "multiValueHeaders": null, "body": null, "isBase64Encoded": null}', { status: 200, body: '' }],
  [
    '{"headers": {"A": "1", "B": "2", "Flag": true, "n": 3}, "multiValueHeaders": {"a": ["x", "y"]}}',
    {
      headers: [
        ['a', 'x'],
        ['a', 'y'],
        ['B', '2'],
        ['Flag', 'true'],
        ['n', '3'],
      ],
    },
  ],
  [
    '{"headers": {"Content-Length": "9", "Transfer-Encoding": "chunked", "a": "x\\r\\ny: z"}}',
    { headers: [['a', 'xy: z']] },
  ],
  ['{"isBase64Encoded": true, "body": "AAEC"}', { body: 'AAEC', isBase64Encoded: true }],
])('%s is a response', (payload, expected) => expect(read(payload)).toMatchObject(expected));

test('a body that is blank to its last character is refused without trying every way to read it', () => {
  const body = `${' '.repeat(1_000_000)}!`;
  expect(read(JSON.stringify({ isBase64Encoded: true, body }))).toMatchObject({
    cause: expect.stringContaining('/body is not base64') as unknown,
  });
  expect(read('{"isBase64Encoded": true, "body": "AA EC==\\n "}')).toMatchObject({ status: 200 });
});

test('a function that threw, and one that returned too much, are 502 as well', () => {
  expect(proxyResponse({ payload: Buffer.from('{}'), errorMessage: 'boom' })).toMatchObject({
    status: 502,
    cause: expect.stringContaining('boom'),
  });
  expect(proxyResponse({ payload: Buffer.alloc(6 * 1024 * 1024 + 1, 32), errorMessage: null })).toMatchObject({
    status: 502,
  });
});

test('what Lambda itself answers is a failure of the integration', () => {
  const answer = (status: number) => ({
    status,
    rawHeaders: [],
    body: Buffer.from('{"Message":"no"}'),
    declaredLength: null,
    requestId: null,
  });
  expect(functionResult(answer(403))).toMatchObject({ type: 'API_CONFIGURATION_ERROR' });
  expect(functionResult(answer(404))).toMatchObject({ type: 'API_CONFIGURATION_ERROR' });
  expect(functionResult(answer(429))).toMatchObject({ type: 'INTEGRATION_FAILURE', status: 500 });
  expect(functionResult(answer(500))).toMatchObject({ type: 'INTEGRATION_FAILURE', status: 502 });
});
