import type { MethodResponse } from '../methods/schema.ts';
import { pathParameters } from '../resources/schema.ts';
import type { Recipe } from './recipes.ts';
import { type Integration, mockIntegration } from './schema.ts';

const region = /^(arn:[\w-]+:apigateway:)([^:]*)(:)/;

/** What a method takes from a recipe. */
export type FromRecipe = {
  requestParameters: Record<string, boolean>;
  methodResponses: MethodResponse[];
  integration: Integration;
};

/**
 * A recipe for a method of the user's: the recipe's path parameters go by the names of the method's own, from the last
 * one on, since the thing that is meant stands last. Region, credentials and timeout stay those of `current`, a service's
 * integration that was there before; without one the region is the recipe's, and credentials are the workspace's default.
 */
export function applyRecipe(
  { method }: Recipe,
  path: string,
  current: Pick<Integration, 'uri' | 'credentials' | 'timeoutInMillis'> | null,
): FromRecipe {
  const { requestParameters = {}, methodResponses, integration } = renamed(method, path);
  const [, , wanted = ''] = region.exec(current?.uri ?? '') ?? [];
  const fresh = mockIntegration();
  return {
    requestParameters,
    methodResponses: methodResponses.map(({ statusCode }) => ({
      statusCode,
      responseParameters: mappedHeaders(integration.integrationResponses, statusCode),
      responseModels: {},
    })),
    integration: {
      ...fresh,
      requestTemplates: {},
      ...integration,
      uri:
        wanted === ''
          ? integration.uri
          : integration.uri.replace(region, (_, arn, __, colon) => `${arn}${wanted}${colon}`),
      credentials: current?.credentials ?? null,
      timeoutInMillis: current?.timeoutInMillis ?? fresh.timeoutInMillis,
      integrationResponses: integration.integrationResponses.map((response) => ({
        responseParameters: {},
        responseTemplates: {},
        contentHandling: null,
        ...response,
      })),
    },
  };
}

/** A header that a response maps has to be declared. */
function mappedHeaders(
  responses: Recipe['method']['integration']['integrationResponses'],
  statusCode: string,
): Record<string, boolean> {
  const mapped = responses.find((response) => response.statusCode === statusCode)?.responseParameters ?? {};
  return Object.fromEntries(Object.keys(mapped).map((name) => [name, false]));
}

function renamed(method: Recipe['method'], path: string): Recipe['method'] {
  const own = pathParameters(path).toReversed();
  const names = new Map(
    pathParameters(method.path)
      .toReversed()
      .map((name, index) => [name, own[index] ?? name]),
  );
  const nameOf = (name: string) => names.get(name) ?? name;
  const { integration } = method;
  const inTemplate = (text: string) =>
    text.replaceAll(/\$input\.params\('([^']+)'\)/g, (_, name: string) => `$input.params('${nameOf(name)}')`);
  const requestTemplates = Object.entries(integration.requestTemplates ?? {}).map(([type, text]) => [
    type,
    inTemplate(text),
  ]);
  return {
    ...method,
    integration: {
      ...integration,
      uri: integration.uri.replaceAll(/(?<!\$)\{([^{}]+)\}/g, (_, name: string) => `{${nameOf(name)}}`),
      requestTemplates: Object.fromEntries(requestTemplates) as Record<string, string>,
    },
  };
}
