import { accessLogPresets, compileAccessLogFormat, renderAccessLog } from '#core/stages/access-log-formats.ts';

export const presetNames = Object.keys(accessLogPresets) as (keyof typeof accessLogPresets)[];

/** A request as an access log knows it, to show what a format makes of it. */
const request = {
  ...{ accountId: '123456789012', apiId: 'a1b2c3d4e5', stage: 'prod', resourceId: 'x7y8z9' },
  ...{ requestId: '6f1d6f0e-3f0a-4a0d-9a64-0c8a2f4f1c11', extendedRequestId: 'JKJaXmPLvHcESHA=' },
  ...{ requestTime: '22/Nov/2026:15:04:05 +0000', requestTimeEpoch: '1795359845000' },
  ...{ httpMethod: 'GET', path: '/prod/pets/7', resourcePath: '/pets/{petId}', protocol: 'HTTP/1.1' },
  ...{
    status: '200',
    responseLength: '212',
    responseLatency: '38',
    integrationLatency: '31',
    integrationStatus: '200',
  },
  ...{ domainName: 'a1b2c3d4e5.execute-api.localhost', domainPrefix: 'a1b2c3d4e5', operationName: 'getPetById' },
  identity: { sourceIp: '203.0.113.7', userAgent: 'curl/8.5.0', apiKeyId: 'k1l2m3n4' },
  integration: { status: '200', integrationStatus: '200', latency: '31' },
};

/** The line that a format writes for an example request. */
export function accessLogExample(format: string): string {
  return renderAccessLog(compileAccessLogFormat(format), request);
}
