import { z } from 'zod';
import type { Authorizer } from '#core/authorizers/schema.ts';
import { createAuthorizer } from '../../authorizers/create-authorizer.ts';
import { deleteAuthorizer } from '../../authorizers/delete-authorizer.ts';
import { getAuthorizer } from '../../authorizers/get-authorizer.ts';
import { listAuthorizers } from '../../authorizers/list-authorizers.ts';
import { testAuthorizer } from '../../authorizers/test-authorizer.ts';
import { updateAuthorizer } from '../../authorizers/update-authorizer.ts';
import { badRequest, inAwsWords } from '../aws-error.ts';
import { changedMembers } from '../changed-members.ts';
import { integer, patchOperations, text, textMap, texts } from '../members.ts';
import { onNewest } from '../on-newest.ts';
import { type AwsCall, operation } from '../operation.ts';
import { listOf, pageOf } from '../page.ts';
import { applyPatch } from '../patch.ts';
import { wordMember } from '../validation.ts';
import { withApi } from '../with-api.ts';
import { authorizerPatches, awsAuthorizerTypes } from './authorizer-patches.ts';

/** AWS's Authorizer. */
function renderAuthorizer(authorizer: Authorizer) {
  const { providerARNs, authType } = authorizer;
  return {
    id: authorizer.id,
    name: authorizer.name,
    type: authorizer.type,
    providerARNs: providerARNs.length > 0 ? providerARNs : null,
    authType: authType ?? (authorizer.type === 'COGNITO_USER_POOLS' ? 'cognito_user_pools' : 'custom'),
    authorizerUri: authorizer.authorizerUri,
    authorizerCredentials: authorizer.authorizerCredentials,
    identitySource: authorizer.identitySource,
    identityValidationExpression: authorizer.identityValidationExpression,
    authorizerResultTtlInSeconds: authorizer.authorizerResultTtlInSeconds,
  };
}

type AuthorizerId = { apiId: string; authorizerId: string };

/** Runs an operation of one authorizer. An unknown API is answered as an unknown authorizer, as AWS does. */
function withAuthorizer<Result>({ path }: AwsCall, run: (id: AuthorizerId) => Promise<Result>): Promise<Result> {
  const id = { apiId: path.restapi_id ?? '', authorizerId: path.authorizer_id ?? '' };
  return inAwsWords({ NOT_FOUND: 'Invalid Authorizer identifier specified' }, () => run(id));
}

/** Answers a name that another authorizer of the API has in AWS's words. */
function withName<Result>(name: string, run: () => Promise<Result>): Promise<Result> {
  const CONFLICT = `Authorizer name must be unique. Authorizer ${name} already exists in this RestApi.`;
  return inAwsWords({ CONFLICT }, run);
}

export const authorizerOperations = {
  CreateAuthorizer: operation(
    {
      name: z.string(),
      type: z.string(),
      providerARNs: texts,
      authType: text,
      authorizerUri: text,
      authorizerCredentials: text,
      identitySource: text,
      identityValidationExpression: text,
      authorizerResultTtlInSeconds: integer,
    },
    {
      run: (call, body) =>
        withApi(call, (apiId) =>
          withName(body.name, async () => {
            const { authorizerResultTtlInSeconds: ttl } = body;
            const made = await createAuthorizer.execute(call.actor, {
              apiId,
              name: body.name,
              type: wordMember(body.type, 'createAuthorizerInput.type', awsAuthorizerTypes),
              providerARNs: body.providerARNs ?? [],
              authType: body.authType || null,
              authorizerUri: body.authorizerUri || null,
              authorizerCredentials: body.authorizerCredentials || null,
              identitySource: body.identitySource || null,
              identityValidationExpression: body.identityValidationExpression || null,
              ...(ttl !== null && ttl !== undefined && { authorizerResultTtlInSeconds: ttl }),
            });
            return renderAuthorizer(made);
          }),
        ),
    },
  ),

  GetAuthorizers: operation({
    run: (call) =>
      withApi(call, async (apiId) => {
        const page = pageOf(call.query);
        const { items } = await listAuthorizers.execute(call.actor, { apiId });
        return listOf(items, page, ({ id }) => id, renderAuthorizer);
      }),
  }),

  GetAuthorizer: operation({
    run: (call) => withAuthorizer(call, async (id) => renderAuthorizer(await getAuthorizer.execute(call.actor, id))),
  }),

  UpdateAuthorizer: operation(patchOperations, {
    run: (call, body) =>
      withAuthorizer(call, (id) =>
        onNewest(async () => {
          const { revision: expectedRevision, ...before } = await getAuthorizer.execute(call.actor, id);
          const after = applyPatch<Authorizer>(before, body.patchOperations, authorizerPatches);
          const edit = { ...id, expectedRevision, ...changedMembers(before, after) };
          await withName(after.name, () => updateAuthorizer.execute(call.actor, edit));
          return renderAuthorizer(after);
        }),
      ),
  }),

  DeleteAuthorizer: operation({
    async run(call) {
      await withAuthorizer(call, (id) => deleteAuthorizer.execute(call.actor, id));
    },
  }),

  TestInvokeAuthorizer: operation(
    {
      headers: textMap,
      multiValueHeaders: z.record(z.string(), z.array(z.string())).nullish(),
      pathWithQueryString: text,
      body: text,
      stageVariables: textMap,
      additionalContext: textMap,
    },
    {
      exactness: { partial: 'body and additionalContext have no effect; a gateway node must be connected' },
      run: (call, body) =>
        withAuthorizer(call, async (id) => {
          const { path, queryString } = splitPath(body.pathWithQueryString ?? '');
          const single = Object.entries(body.headers ?? {}).map(([name, value]) => ({ name, value }));
          const multiple = Object.entries(body.multiValueHeaders ?? {}).flatMap(([name, values]) =>
            values.map((value) => ({ name, value })),
          );
          const again = new Set(multiple.map(({ name }) => name.toLowerCase()));
          const result = await testAuthorizer.execute(call.actor, {
            ...id,
            path,
            queryString,
            headers: [...single.filter(({ name }) => !again.has(name.toLowerCase())), ...multiple],
            stageVariables: body.stageVariables ?? {},
          });
          return {
            clientStatus: result.clientStatus,
            log: result.log,
            latency: Math.round(result.latencyMs),
            principalId: result.principalId,
            policy: result.policy,
            authorization: Object.fromEntries(Object.entries(result.context).map(([name, value]) => [name, [value]])),
            claims: result.claims,
          };
        }),
    },
  ),
};

function splitPath(target: string): { path: string; queryString: string } {
  const [path = '', ...rest] = target.split('?');
  if (path !== '' && !path.startsWith('/')) throw badRequest('Invalid path specified: it must begin with /');
  return { path: path || '/', queryString: rest.join('?') };
}
