import { z } from 'zod';
import {
  contentHandlings,
  type Integration,
  integrationTimeoutMs,
  type IntegrationType,
} from '#core/integrations/schema.ts';
import type { Method } from '#core/methods/schema.ts';
import { flag, integer, patchOperations, text, textMap, texts } from '../members.ts';
import { operation } from '../operation.ts';
import { applyPatch } from '../patch.ts';
import { wordMember } from '../validation.ts';
import { checkIntegration, passthroughBehaviorOf } from './check-integration.ts';
import { editMethod, findMethod } from './edit-method.ts';
import { integrationPatches } from './integration-patches.ts';
import { noIntegration } from './method-words.ts';
import { renderIntegration } from './render-method.ts';
import { emptiedTemplates, templates } from './templates.ts';

/** In the order in which AWS names them. */
const types = ['HTTP', 'MOCK', 'AWS_PROXY', 'HTTP_PROXY', 'AWS'] as const satisfies IntegrationType[];

function integrationOf({ integration }: Method): Integration {
  if (!integration) throw noIntegration;
  return integration;
}

const exactness = {
  partial: 'integrationTarget is refused, and an integration with connectionType VPC_LINK cannot be deployed',
};

export const integrationOperations = {
  PutIntegration: operation(
    {
      type: z.string(),
      httpMethod: text,
      uri: text,
      connectionType: text,
      connectionId: text,
      credentials: text,
      requestParameters: textMap,
      requestTemplates: templates,
      passthroughBehavior: text,
      cacheNamespace: text,
      cacheKeyParameters: texts,
      contentHandling: text,
      timeoutInMillis: integer,
      tlsConfig: z.strictObject({ insecureSkipVerification: flag }).nullish(),
      responseTransferMode: text,
      integrationTarget: text,
    },
    {
      exactness,
      async run(call, body) {
        const input = 'putIntegrationInput';
        const integration: Integration = {
          type: wordMember(body.type, `${input}.type`, types) ?? 'MOCK',
          httpMethod: body.httpMethod || null,
          uri: body.uri || null,
          connectionType:
            wordMember(body.connectionType, `${input}.connectionType`, ['INTERNET', 'VPC_LINK']) ?? 'INTERNET',
          connectionId: body.connectionId || null,
          credentials: body.credentials || null,
          requestParameters: body.requestParameters ?? {},
          requestTemplates: emptiedTemplates(body.requestTemplates),
          passthroughBehavior: passthroughBehaviorOf(body.passthroughBehavior || 'WHEN_NO_MATCH'),
          contentHandling: wordMember(body.contentHandling, `${input}.contentHandling`, contentHandlings),
          timeoutInMillis: body.timeoutInMillis ?? integrationTimeoutMs.default,
          cacheNamespace: body.cacheNamespace || null,
          cacheKeyParameters: body.cacheKeyParameters ?? [],
          tlsConfig: body.tlsConfig
            ? { insecureSkipVerification: body.tlsConfig.insecureSkipVerification ?? false }
            : null,
          responseTransferMode:
            wordMember(body.responseTransferMode, `${input}.responseTransferMode`, ['BUFFERED', 'STREAM']) ??
            'BUFFERED',
          integrationResponses: [],
        };
        const method = await editMethod(call, (found) => {
          checkIntegration(integration, found, body.integrationTarget);
          return { integration };
        });
        return renderIntegration(integration, method.resourceId);
      },
    },
  ),

  GetIntegration: operation({
    async run(call) {
      const method = await findMethod(call);
      return renderIntegration(integrationOf(method), method.resourceId);
    },
  }),

  UpdateIntegration: operation(patchOperations, {
    exactness,
    async run(call, body) {
      const method = await editMethod(call, (found) => {
        const integration = applyPatch(integrationOf(found), body.patchOperations, integrationPatches, {
          input: 'updateIntegrationInput',
          lists: 'operations',
        });
        checkIntegration(integration, found, null);
        return { integration };
      });
      return renderIntegration(integrationOf(method), method.resourceId);
    },
  }),

  DeleteIntegration: operation({
    async run(call) {
      await editMethod(call, (method) => {
        integrationOf(method);
        return { integration: null };
      });
    },
  }),
};
