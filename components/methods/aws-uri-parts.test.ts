import { expect, test } from 'vitest';
import { functionOf, lambdaUri, splitAwsUri, joinAwsUri } from './aws-uri-parts.ts';

test.each([
  ['arn:aws:apigateway:us-east-1:dynamodb:action/GetItem', { service: 'dynamodb', form: 'action', target: 'GetItem' }],
  [
    'arn:aws:apigateway:eu-west-1:s3:path/{bucket}/{key}',
    { region: 'eu-west-1', form: 'path', target: '{bucket}/{key}' },
  ],
  [
    'arn:aws-cn:apigateway:cn-north-1:pictures.s3:path/{key}',
    { partition: 'aws-cn', subdomain: 'pictures', service: 's3' },
  ],
  [
    'arn:aws:apigateway:us-east-1:${stageVariables.bucket}.s3:path/{key}',
    { subdomain: '${stageVariables.bucket}', service: 's3' },
  ],
  [
    'arn:aws:apigateway:us-east-1:${stageVariables.service}:path/',
    { subdomain: '', service: '${stageVariables.service}' },
  ],
  ['arn:aws:apigateway:::action/', { region: '', service: '', target: '' }],
])('%s is read into its parts and written back', (uri, parts) => {
  const parsed = splitAwsUri(uri);
  expect(parsed).toMatchObject(parts);
  expect(parsed && joinAwsUri(parsed)).toBe(uri);
});

test.each([null, '', 'https://example.com', 'arn:aws:lambda:us-east-1:123456789012:function:orders'])(
  '%s is no integration URI',
  (uri) => expect(splitAwsUri(uri)).toBeNull(),
);

test('the URI of a function takes its region from the ARN', () => {
  const orders = 'arn:aws:lambda:eu-central-1:123456789012:function:orders:${stageVariables.alias}';
  const uri = `arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/${orders}/invocations`;
  expect(lambdaUri(orders)).toBe(uri);
  expect(functionOf(uri)).toBe(orders);
});

test('a function that is not written yet is empty, another path of Lambda is none', () => {
  expect(functionOf(lambdaUri(''))).toBe('');
  expect(functionOf('arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions')).toBeNull();
});
