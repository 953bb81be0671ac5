import { expect, test } from 'vitest';
import { compileStageText } from '#core/mapping/stage-variables.ts';
import { resolveAwsTarget } from '#gateway/integrations/upstream-target.ts';
import { jsonServices, queryVersions } from './service-facts.ts';

const queryOf = (service: string) =>
  resolveAwsTarget(compileStageText(`arn:aws:apigateway:eu-west-1:${service}:action/DoIt`), {});

test.each(['acm', 'api.pricing', 'cassandra', 'config', 'dynamodb', 'tagging', 'workspaces'])(
  'an action of %s is no parameter: its header names it',
  (service) => {
    expect(jsonServices[service]?.[0]).toMatch(/^[A-Za-z][\w.]+$/);
    expect(queryOf(service)).toMatchObject({ query: [] });
  },
);

test('a service has one protocol', () => {
  expect(Object.keys(queryVersions).filter((service) => service in jsonServices)).toEqual([]);
  for (const [target, version] of Object.values(jsonServices)) {
    expect([target, version]).toEqual([expect.stringMatching(/^[A-Za-z][\w.]+$/), expect.stringMatching(/^1\.[01]$/)]);
  }
  expect(queryOf('sqs')).toMatchObject({ query: ['Action=DoIt&Version=2012-11-05'] });
});
