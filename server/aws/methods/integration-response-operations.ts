import { contentHandlings, type Integration, type IntegrationResponse } from '#core/integrations/schema.ts';
import { linearRegex } from '#core/mapping/linear-regex.ts';
import { compileResponseMapping } from '#core/mapping/parameter-mapping.ts';
import { parseSource } from '#core/mapping/parameter-source.ts';
import type { Method } from '#core/methods/schema.ts';
import { type AwsError, badRequest } from '../aws-error.ts';
import { mappingError } from '../mapping-error.ts';
import { patchOperations, text, textMap } from '../members.ts';
import { type AwsCall, operation } from '../operation.ts';
import { applyPatch, type PatchTarget } from '../patch.ts';
import { statusCodeMember, wordMember } from '../validation.ts';
import { contentHandlingOf } from './check-integration.ts';
import { checkContentTypes } from './check-names.ts';
import { editMethod, findMethod, type FoundMethod } from './edit-method.ts';
import { mapTarget, textOf } from './map-patches.ts';
import { noContentType, noIntegration, noParameter, noResponse } from './method-words.ts';
import { renderIntegrationResponse } from './render-method.ts';
import { emptiedTemplates, templates } from './templates.ts';

const integrationResponsePatches: PatchTarget<IntegrationResponse>[] = [
  {
    path: '/contentHandling',
    ops: ['replace'],
    apply: (response, { value }) => void (response.contentHandling = contentHandlingOf(value)),
  },
  {
    path: '/selectionPattern',
    ops: ['replace'],
    apply: (response, { value }) => void (response.selectionPattern = value),
  },
  mapTarget('/responseParameters/{name}', (response) => response.responseParameters, {
    valueOf: textOf,
    absent: noParameter,
  }),
  mapTarget('/responseTemplates/{type}', (response) => response.responseTemplates, {
    valueOf: textOf,
    absent: noContentType,
  }),
];

function statusCodeOf(call: AwsCall): string {
  return statusCodeMember(call.path.status_code ?? '', 'statusCode');
}

function integrationOf({ integration }: Method): Integration {
  if (!integration) throw noIntegration;
  return integration;
}

function responseOf(method: Method, statusCode: string): IntegrationResponse {
  const found = integrationOf(method).integrationResponses.find((response) => response.statusCode === statusCode);
  if (!found) throw noResponse;
  return found;
}

/** The method's integration with a response, which replaces one of the same status. */
function withResponse(method: Method, response: IntegrationResponse): Integration {
  const integration = integrationOf(method);
  const others = integration.integrationResponses.filter(({ statusCode }) => statusCode !== response.statusCode);
  const integrationResponses = [...others, response].toSorted((a, b) => (a.statusCode < b.statusCode ? -1 : 1));
  return { ...integration, integrationResponses };
}

/** Refuses a response that AWS refuses: it sets headers that the method's response of the same status declares. */
function checkResponse(
  { statusCode, selectionPattern, responseParameters, responseTemplates }: IntegrationResponse,
  method: Method,
) {
  if (selectionPattern && !isPattern(selectionPattern)) throw badRequest('Invalid selection pattern specified');
  checkContentTypes(responseTemplates);
  if (Object.keys(responseParameters).length === 0) return;
  const declared = method.methodResponses.find((response) => response.statusCode === statusCode);
  if (!declared) throw mappingError(['No method response exists for method.']);
  const { problems } = compileResponseMapping(responseParameters);
  const errors: string[] = [];
  for (const [target, expression] of Object.entries(responseParameters)) {
    const wrong = problems.some((problem) => problem.target === target);
    if ('problem' in parseSource(expression)) errors.push(`Invalid mapping expression specified: ${expression}`);
    else if (!Object.hasOwn(declared.responseParameters, target))
      errors.push(`Invalid mapping expression parameter specified: ${target}`);
    else if (wrong) errors.push(`Invalid mapping expression specified: ${expression}`);
  }
  if (errors.length > 0) throw mappingError(errors);
}

/** Of Java's syntax, which a deployment narrows to what runs in linear time. */
function isPattern(pattern: string): boolean {
  const compiles = [() => linearRegex(pattern), () => new RegExp(pattern)];
  return compiles.some((compile) => {
    try {
      compile();
      return true;
    } catch {
      return false;
    }
  });
}

/** AWS looks for the integration of a method that does not exist, and finds none. */
async function asIntegration<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (thrown) {
    const isMethod = (thrown as AwsError).message === 'Invalid Method identifier specified';
    throw isMethod ? noIntegration : thrown;
  }
}

export const integrationResponseOperations = {
  PutIntegrationResponse: operation(
    { selectionPattern: text, responseParameters: textMap, responseTemplates: templates, contentHandling: text },
    {
      async run(call, body) {
        const at = 'putIntegrationResponseInput.contentHandling';
        const response: IntegrationResponse = {
          statusCode: statusCodeOf(call),
          selectionPattern: body.selectionPattern ?? null,
          responseParameters: body.responseParameters ?? {},
          responseTemplates: emptiedTemplates(body.responseTemplates),
          contentHandling: wordMember(body.contentHandling, at, contentHandlings),
        };
        await editMethod(call, (method: FoundMethod) => {
          const integration = withResponse(method, response);
          checkResponse(response, method);
          return { integration };
        });
        return renderIntegrationResponse(response);
      },
    },
  ),

  GetIntegrationResponse: operation({
    async run(call) {
      const statusCode = statusCodeOf(call);
      return renderIntegrationResponse(responseOf(await findMethod(call), statusCode));
    },
  }),

  UpdateIntegrationResponse: operation(patchOperations, {
    async run(call, body) {
      const statusCode = statusCodeOf(call);
      const changed = await editMethod(call, (method) => {
        const response = applyPatch(responseOf(method, statusCode), body.patchOperations, integrationResponsePatches, {
          input: 'updateIntegrationResponseInput',
          lists: 'operations',
        });
        checkResponse(response, method);
        return { integration: withResponse(method, response) };
      });
      return renderIntegrationResponse(responseOf(changed, statusCode));
    },
  }),

  DeleteIntegrationResponse: operation({
    async run(call) {
      const statusCode = statusCodeOf(call);
      await asIntegration(() =>
        editMethod(call, (method) => {
          const removed = responseOf(method, statusCode);
          const integration = integrationOf(method);
          const integrationResponses = integration.integrationResponses.filter((response) => response !== removed);
          return { integration: { ...integration, integrationResponses } };
        }),
      );
    },
  }),
};
