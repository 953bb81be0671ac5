import { expect, test } from 'vitest';
import { parseAwsUri } from '#core/integrations/aws-uri.ts';
import { endpointOf } from './endpoints.ts';

function at(uri: string, endpoints: Record<string, string> = {}, environment: Record<string, string> = {}) {
  const parsed = parseAwsUri(`arn:${uri.startsWith('cn-') ? 'aws-cn' : 'aws'}:apigateway:${uri}`);
  if (typeof parsed === 'string') throw new Error(parsed);
  return endpointOf(parsed, endpoints, environment);
}

test.each([
  ['eu-west-1:sqs:path/x', 'https://sqs.eu-west-1.amazonaws.com', 'sqs', 'eu-west-1'],
  ['eu-west-1:s3:path/x', 'https://s3.eu-west-1.amazonaws.com', 's3', 'eu-west-1'],
  ['eu-west-1:my-bucket.s3:path/x', 'https://my-bucket.s3.eu-west-1.amazonaws.com', 's3', 'eu-west-1'],
  ['eu-west-1:sts:action/GetCallerIdentity', 'https://sts.eu-west-1.amazonaws.com', 'sts', 'eu-west-1'],
  ['eu-west-1:iam:action/GetUser', 'https://iam.amazonaws.com', 'iam', 'us-east-1'],
  ['eu-west-1:route53:path/x', 'https://route53.amazonaws.com', 'route53', 'us-east-1'],
  ['cn-north-1:dynamodb:action/GetItem', 'https://dynamodb.cn-north-1.amazonaws.com.cn', 'dynamodb', 'cn-north-1'],
  ['eu-west-1:email:action/SendEmail', 'https://email.eu-west-1.amazonaws.com', 'ses', 'eu-west-1'],
  ['eu-west-1:bedrock-runtime:path/x', 'https://bedrock-runtime.eu-west-1.amazonaws.com', 'bedrock', 'eu-west-1'],
  ['eu-west-1:a1b2-ats.iotdata:path/x', 'https://a1b2-ats.iot.eu-west-1.amazonaws.com', 'iotdata', 'eu-west-1'],
  ['eu-west-1:runtime.sagemaker:path/x', 'https://runtime.sagemaker.eu-west-1.amazonaws.com', 'sagemaker', 'eu-west-1'],
  ['eu-west-1:meetings-chime:path/x', 'https://meetings-chime.eu-west-1.amazonaws.com', 'chime', 'eu-west-1'],
  [
    'eu-west-1:sms-voice.pinpoint:path/x',
    'https://sms-voice.pinpoint.eu-west-1.amazonaws.com',
    'sms-voice',
    'eu-west-1',
  ],
])('%s is at %s', (uri, origin, signingName, region) => {
  expect(at(uri)).toMatchObject({ origin, signingName, region, basePath: '', isTrusted: false });
});

test('an endpoint of the workspace comes before the environment, and both before AWS', () => {
  const environment = { AWS_ENDPOINT_URL: 'http://all:1', AWS_ENDPOINT_URL_SFN: 'http://steps:2/base/' };
  expect(at('eu-west-1:sqs:path/x', {}, environment)).toMatchObject({ origin: 'http://all:1', isTrusted: true });
  expect(at('eu-west-1:states:action/StartExecution', {}, environment)).toMatchObject({
    origin: 'http://steps:2',
    basePath: '/base',
  });
  const own = { sqs: 'http://own:3', '*': 'http://rest:4' };
  expect(at('eu-west-1:sqs:path/x', own, environment)).toMatchObject({ origin: 'http://own:3', isTrusted: false });
  expect(at('eu-west-1:sns:path/x', own, environment)).toMatchObject({ origin: 'http://rest:4', isTrusted: false });
  expect(at('eu-west-1:sqs:path/x', {}, { ...environment, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' })).toMatchObject(
    {
      origin: 'https://sqs.eu-west-1.amazonaws.com',
    },
  );
});

test.each([
  ['autoscaling', 'AUTO_SCALING'],
  ['cognito-identity', 'COGNITO_IDENTITY'],
  ['data-ats.iot', 'IOT_DATA_PLANE'],
  ['elasticfilesystem', 'EFS'],
  ['query.timestream', 'TIMESTREAM_QUERY'],
  ['route53', 'ROUTE_53'],
])('the endpoint of %s is AWS_ENDPOINT_URL_%s', (service, id) => {
  const environment = { [`AWS_ENDPOINT_URL_${id}`]: 'http://127.0.0.1:4566' };
  expect(at(`eu-west-1:${service}:path/x`, {}, environment).origin).toBe('http://127.0.0.1:4566');
});

test('a bucket before another endpoint goes into the path', () => {
  expect(at('eu-west-1:my.bucket.s3:path/x', { s3: 'http://127.0.0.1:9000' })).toMatchObject({
    origin: 'http://127.0.0.1:9000',
    host: '127.0.0.1:9000',
    basePath: '/my.bucket',
  });
});
