import { expect, test } from 'vitest';
import { accessLogFormatProblems } from './access-log-problems.ts';

test.each([
  [
    'CLF',
    '$context.identity.sourceIp $context.identity.caller [$context.requestTime] "$context.httpMethod" $context.requestId',
  ],
  ['JSON', '{"id":"$context.extendedRequestId","who":"$context.authorizer.claims.sub","ms":$context.responseLatency}'],
  ['braces and lines', '${context.requestId}\n${context.status}'],
  ['CSV', '$context.requestId,$context.status,$context.responseLength'],
  ['XML', '<request id="$context.requestId"><status>$context.status</status></request>'],
])('%s is a format', (_, format) => {
  expect(accessLogFormatProblems(format)).toEqual([]);
});

test.each([
  ['$context.status', /requestId/],
  ['$context.requestId $context.nothing', /\$context\.nothing/],
  ['$context.requestId $context.identity', /\$context\.identity is/],
  ['$context.requestId ${stageVariables.color}', /\$\{stageVariables/],
  ['$context.requestId $context', /\$context is/],
  ['$context.requestId $stageVariables.color', /\$stageVariables/],
  ['$context.requestId $input.body', /\$input/],
])('%j is refused', (format, reason) => {
  expect(accessLogFormatProblems(format).join(' ')).toMatch(reason);
});
