import type { Design } from '../apis/design.ts';
import type { Method } from '../methods/schema.ts';
import type { ExportExtensions } from './export-context.ts';
import type { DocumentationExporter } from './export-documentation.ts';
import type { Json, JsonObject } from './json.ts';
import { UniqueNames } from './model-names.ts';

/** Writes authorizers, the API key and AWS signatures as security schemes, and methods' use of them. */
export class SecurityExporter {
  readonly #names: Map<string, string>;
  readonly #apiKeyName: string;
  readonly #signatureName: string;
  readonly #design: Design;

  constructor(design: Design) {
    const names = new UniqueNames();
    this.#design = design;
    this.#names = new Map(design.authorizers.map(({ id, name }) => [id, names.take(name, 'authorizer')]));
    this.#apiKeyName = names.take('api_key', 'api_key');
    this.#signatureName = names.take('sigv4', 'sigv4');
  }

  /** The requirement of a method, null when it is open. */
  requirement(method: Method): JsonObject | null {
    const requirement: JsonObject = {};
    const authorizer = method.authorizerId === null ? undefined : this.#names.get(method.authorizerId);
    if (method.authorizationType === 'AWS_IAM') requirement[this.#signatureName] = [];
    else if (method.authorizationType !== 'NONE' && authorizer !== undefined) {
      requirement[authorizer] = method.authorizationScopes;
    }
    if (method.apiKeyRequired) requirement[this.#apiKeyName] = [];
    return Object.keys(requirement).length > 0 ? requirement : null;
  }

  /** The schemes that the design's methods need, and all authorizers. */
  schemes(documentation: DocumentationExporter, extensions: ExportExtensions): JsonObject {
    const { methods } = this.#design;
    const schemes: JsonObject = {};
    for (const authorizer of this.#design.authorizers) {
      const name = this.#names.get(authorizer.id) ?? authorizer.name;
      const header = /^method\.request\.header\.([^,\s]+)$/.exec(authorizer.identitySource ?? '')?.[1];
      const described = documentation.take({ type: 'AUTHORIZER', name: authorizer.name }, (properties) => {
        const { description } = properties;
        return Object.keys(properties).length === 1 && typeof description === 'string' ? { description } : null;
      });
      schemes[name] = { type: 'apiKey', name: header ?? 'Unused', in: 'header', ...described };
      if (extensions === 'all' || extensions === 'authorizers')
        Object.assign(schemes[name], exportAuthorizer(authorizer));
    }
    if (methods.some((method) => method.authorizationType === 'AWS_IAM')) {
      schemes[this.#signatureName] = {
        type: 'apiKey',
        name: 'Authorization',
        in: 'header',
        'x-amazon-apigateway-authtype': 'awsSigv4',
      };
    }
    if (methods.some((method) => method.apiKeyRequired)) {
      schemes[this.#apiKeyName] = { type: 'apiKey', name: 'x-api-key', in: 'header' };
    }
    return schemes;
  }
}

function exportAuthorizer(authorizer: Design['authorizers'][number]): JsonObject {
  const fields: Record<string, Json | null> = {
    authorizerUri: authorizer.authorizerUri,
    authorizerCredentials: authorizer.authorizerCredentials,
    identitySource: authorizer.identitySource,
    identityValidationExpression: authorizer.identityValidationExpression,
  };
  const exported: JsonObject = { type: authorizer.type.toLowerCase() };
  for (const [name, value] of Object.entries(fields)) if (value !== null) exported[name] = value;
  if (authorizer.providerARNs.length > 0) exported.providerARNs = authorizer.providerARNs;
  if (authorizer.jwtConfiguration !== null) exported.jwtConfiguration = { ...authorizer.jwtConfiguration };
  exported.authorizerResultTtlInSeconds = authorizer.authorizerResultTtlInSeconds;
  const { authType } = authorizer;
  return {
    ...(authType === null ? {} : { 'x-amazon-apigateway-authtype': authType }),
    'x-amazon-apigateway-authorizer': exported,
  };
}
