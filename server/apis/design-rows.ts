import type { RestApi } from '#core/apis/schema.ts';
import { restApiSchema } from '#core/apis/schema.ts';
import { type Authorizer, authorizerSchema } from '#core/authorizers/schema.ts';
import { type DocumentationPart, documentationPartSchema } from '#core/documentation/schema.ts';
import { type GatewayResponse, gatewayResponseSchema } from '#core/gateway-responses/schema.ts';
import { type Integration, integrationSchema } from '#core/integrations/schema.ts';
import { type Method, methodSchema } from '#core/methods/schema.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { jsonColumn } from '../json-column.ts';

/**
 * Rows of the design's tables as parts of a `Design`, and back. What leaves a JSON column is parsed: a row that does not
 * fit its schema is a fault of ours and is thrown, never passed on.
 */

export const methodInclude = {
  methodResponses: { orderBy: { statusCode: 'asc' } },
  integration: { include: { integrationResponses: { orderBy: { statusCode: 'asc' } } } },
} as const satisfies Prisma.MethodInclude;

export type MethodWithParts = Prisma.MethodGetPayload<{ include: typeof methodInclude }>;
type IntegrationWithParts = NonNullable<MethodWithParts['integration']>;
type RestApiRow = Prisma.RestApiGetPayload<object>;

export function restApiOf(row: RestApiRow): RestApi {
  return restApiSchema.parse({
    ...row,
    endpointConfiguration: { types: row.endpointTypes, vpcEndpointIds: row.vpcEndpointIds },
  });
}

/** The columns of an API's own settings, without its id. */
export function restApiColumns(api: Partial<Omit<RestApi, 'id' | 'protocolType'>>) {
  const { endpointConfiguration, corsConfiguration, ...columns } = api;
  return {
    ...columns,
    ...jsonColumn('corsConfiguration', corsConfiguration),
    ...(endpointConfiguration && {
      endpointTypes: endpointConfiguration.types,
      vpcEndpointIds: endpointConfiguration.vpcEndpointIds,
    }),
  };
}

function integrationOf(row: IntegrationWithParts): Integration {
  return integrationSchema.parse({ ...row, httpMethod: row.integrationHttpMethod });
}

export function methodOf(row: MethodWithParts): Method {
  return methodSchema.parse({ ...row, integration: row.integration && integrationOf(row.integration) });
}

/** The rows of a method's own table and of those below it. */
export function methodRows(apiId: string, method: Method) {
  const key = { apiId, resourceId: method.resourceId, httpMethod: method.httpMethod };
  const { methodResponses, integration, ...columns } = method;
  return {
    key,
    method: { ...columns, apiId },
    methodResponses: methodResponses.map((response) => ({ ...response, ...key })),
    integration: integration && integrationRow(key, integration),
    integrationResponses: (integration?.integrationResponses ?? []).map((response) => ({ ...response, ...key })),
  };
}

type MethodKey = { apiId: string; resourceId: string; httpMethod: string };

function integrationRow(key: MethodKey, integration: Integration) {
  const { integrationResponses: _, httpMethod, tlsConfig, ...columns } = integration;
  return { ...columns, ...key, integrationHttpMethod: httpMethod, tlsConfig };
}

export function authorizerOf(row: Prisma.AuthorizerGetPayload<object>): Authorizer {
  return authorizerSchema.parse(row);
}

/** The columns of an authorizer's own settings. */
export function authorizerColumns<Fields extends Partial<Authorizer>>({ jwtConfiguration, ...columns }: Fields) {
  return { ...columns, ...jsonColumn('jwtConfiguration', jwtConfiguration) };
}

export function gatewayResponseOf(row: Prisma.GatewayResponseGetPayload<object>): GatewayResponse {
  return gatewayResponseSchema.parse(row);
}

export function documentationPartOf(row: Prisma.DocumentationPartGetPayload<object>): DocumentationPart {
  return documentationPartSchema.parse(row);
}
