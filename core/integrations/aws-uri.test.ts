import { expect, test } from 'vitest';
import { isCredentialsArn, isLambdaFunction, lambdaFunctionOf, parseAwsUri } from './aws-uri.ts';

function parsed(text: string) {
  const uri = parseAwsUri(text);
  if (typeof uri === 'string') throw new Error(uri);
  return uri;
}

test.each([
  [
    'arn:aws:apigateway:eu-west-1:dynamodb:action/PutItem',
    { service: 'dynamodb', action: 'PutItem', path: '/', query: '' },
  ],
  [
    'arn:aws:apigateway:us-east-1:sns:action/Publish&TopicArn=arn:aws:sns:us-east-1:123456789012:t&Message={m}',
    { service: 'sns', action: 'Publish', query: 'TopicArn=arn:aws:sns:us-east-1:123456789012:t&Message={m}' },
  ],
  ['arn:aws:apigateway:eu-west-1:s3:path/{bucket}/{key}', { service: 's3', action: null, path: '/{bucket}/{key}' }],
  ['arn:aws:apigateway:eu-west-1:s3:path//b/k?acl', { service: 's3', path: '/b/k', query: 'acl' }],
  ['arn:aws:apigateway:eu-west-1:my.bucket.s3:path/{key}', { service: 's3', subdomain: 'my.bucket', path: '/{key}' }],
  ['arn:aws-cn:apigateway:cn-north-1:sqs:path/1/q', { partition: 'aws-cn', region: 'cn-north-1' }],
  ['arn:aws:apigateway:us-gov-west-1:kinesis:action/PutRecord', { region: 'us-gov-west-1' }],
  [' arn:aws:apigateway:us-east-1:runtime.sagemaker:path//endpoints/e/invocations ', { subdomain: 'runtime' }],
])('%s', (text, expected) => expect(parsed(text)).toMatchObject(expected));

test.each([
  ['https://example.com', /has the form/],
  ['arn:aws:lambda:eu-west-1:123456789012:function:f', /has the form/],
  ['arn:aws:apigateway:ireland:s3:path/x', /"ireland" is not an AWS region/],
  ['arn:aws:apigateway:{region}:s3:path/x', /is not an AWS region/],
  ['arn:aws:apigateway:eu-west-1:{service}:path/x', /is not the name of an AWS service/],
  ['arn:aws:apigateway:eu-west-1:a@b.s3:path/x', /is not the name of an AWS service/],
  ['arn:aws:apigateway:eu-west-1:evil.com/x.s3:path/x', /is not the name of an AWS service/],
  ['arn:aws:apigateway:eu-west-1::path/x', /is not the name of an AWS service/],
  ['arn:aws:apigateway:eu-west-1:s3:other/x', /path\/… or action/],
  ['arn:aws:apigateway:eu-west-1:sqs:action/', /is not the name of an action/],
  ['arn:aws:apigateway:eu-west-1:sqs:action/{a}', /is not the name of an action/],
  ['arn:aws:apigateway:eu-west-1:s3:path/a b', /percent-encoded/],
])('%s is refused', (text, reason) => expect(parseAwsUri(text)).toMatch(reason));

test('a function is found in the path that invokes it', () => {
  const uri = (path: string) => parsed(`arn:aws:apigateway:eu-west-1:lambda:path/${path}`);
  const arn = 'arn:aws:lambda:eu-west-1:123456789012:function:f:live';
  expect(lambdaFunctionOf(uri(`2015-03-31/functions/${arn}/invocations`))).toBe(arn);
  expect(lambdaFunctionOf(uri(`/2015-03-31/functions/${arn}/invocations`))).toBe(arn);
  expect(lambdaFunctionOf(uri('2015-03-31/functions'))).toBeNull();
  expect(
    lambdaFunctionOf(parsed('arn:aws:apigateway:eu-west-1:sqs:path/2015-03-31/functions/f/invocations')),
  ).toBeNull();
  for (const name of [arn, 'f', 'f:$LATEST', '123456789012:f']) expect(isLambdaFunction(name)).toBe(true);
  for (const name of ['', 'a b', 'arn:aws:lambda:eu-west-1:1:function:f', '{f}'])
    expect(isLambdaFunction(name)).toBe(false);
});

test('credentials are a role, or the caller', () => {
  for (const arn of [
    'arn:aws:iam::123456789012:role/r',
    'arn:aws-cn:iam::123456789012:role/a/b',
    'arn:aws:iam::*:user/*',
  ])
    expect(isCredentialsArn(arn)).toBe(true);
  for (const arn of [
    '',
    'r',
    'arn:aws:iam::1:role/r',
    'arn:aws:iam::123456789012:user/u',
    'arn:aws:iam::123456789012:role/',
  ])
    expect(isCredentialsArn(arn)).toBe(false);
});
