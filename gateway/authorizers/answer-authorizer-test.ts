import type { AuthorizerTestResult } from '#core/authorizers/test-result.ts';
import type { AuthorizerTestTask } from '#core/nodes/channel.ts';
import type { Services } from '#gateway/pipeline/services.ts';
import { testAuthorizer } from './test-authorizer.ts';

/** Runs the authorizer of a task and gives what the control plane is told. Never rejects. */
export async function answerAuthorizerTest(
  { workspaceId, accountId, api, authorizer, stageName, stageVariables, request }: AuthorizerTestTask,
  services: Services,
  nodeName: string,
): Promise<AuthorizerTestResult> {
  const { httpMethod, rawHeaders, target: pathWithQueryString } = request;
  const place = { workspaceId, accountId, api, authorizer, stageName, stageVariables };
  const call = { ...place, httpMethod, rawHeaders, pathWithQueryString };
  const { authorization, claims, ...result } = await testAuthorizer(call, services);
  // An authorizer gives each name one value; AWS's answer has lists of them.
  const context = Object.entries(authorization ?? {}).map(([name, [value = '']]) => [name, value]);
  return { ...result, context: Object.fromEntries(context), claims: claims ?? {}, nodeName };
}
