import {
  authorizationTypeOf,
  authorizerTtlSeconds,
  authorizerTypes,
  jwtConfigurationSchema,
  type Authorizer,
} from '../authorizers/schema.ts';
import type { Method } from '../methods/schema.ts';
import { isObject, own, ownArray, ownObject, ownString, type Json, type JsonObject } from './json.ts';
import { childPointer } from './pointer.ts';
import { strings } from './read-parameters.ts';
import type { References } from './references.ts';
import type { ReportBuilder } from './report.ts';
import { checkShape, type Shape } from './shape.ts';

/** What a security scheme becomes: an authorizer by name, AWS's signature, or the gateway's own API key. */
type Scheme =
  { kind: 'authorizer'; authorizer: ImportedAuthorizer } | { kind: 'iam' } | { kind: 'apiKey' } | { kind: 'none' };

/** An authorizer before it has an id. */
export type ImportedAuthorizer = Omit<Authorizer, 'id'> & { description: string | null };

/** How a method is protected; `authorizer` is a name. */
export type MethodSecurity = Pick<Method, 'authorizationType' | 'authorizationScopes' | 'apiKeyRequired'> & {
  authorizer: string | null;
};

const authorizerShape: Shape = {
  what: 'an authorizer',
  fields: {
    type: 'string',
    providerARNs: 'array',
    authorizerUri: 'string',
    authorizerCredentials: 'string',
    identitySource: 'string',
    identityValidationExpression: 'string',
    authorizerResultTtlInSeconds: 'number',
    jwtConfiguration: 'object',
  },
  required: ['type'],
};

const schemeExtensions = ['x-amazon-apigateway-authtype', 'x-amazon-apigateway-authorizer'];

const open: MethodSecurity = {
  authorizationType: 'NONE',
  authorizationScopes: [],
  apiKeyRequired: false,
  authorizer: null,
};

/** Reads security schemes once, then tells for each operation how its method is protected. */
export class SecurityImporter {
  readonly #report: ReportBuilder;
  readonly #schemes = new Map<string, Scheme>();
  readonly #places = new Map<string, string>();
  readonly #used = new Set<string>();

  constructor(schemes: Json | undefined, pointer: string, references: References, report: ReportBuilder) {
    this.#report = report;
    if (!isObject(schemes)) return;
    for (const [name, value] of Object.entries(schemes)) {
      const located = references.resolve(value, childPointer(pointer, name), 'A security scheme');
      if (!located) continue;
      this.#schemes.set(name, this.#readScheme(name, located.value, located.pointer));
      this.#places.set(name, located.pointer);
    }
  }

  /** Reports schemes that no carried operation asked for; authorizers are carried all the same. */
  reportUnused(): void {
    for (const [name, pointer] of this.#places) {
      if (this.#used.has(name) || this.#schemes.get(name)?.kind === 'authorizer') continue;
      this.#report.info('unused-component', pointer, 'Security schemes that no carried operation uses are not kept.');
    }
  }

  authorizers(): ImportedAuthorizer[] {
    return [...this.#schemes.values()].flatMap((scheme) => (scheme.kind === 'authorizer' ? [scheme.authorizer] : []));
  }

  /**
   * The protection of an operation: its own requirements, else the document's. Alternatives have no place in an API, so the
   * first that can be carried whole is taken, which is never weaker than what the description asks for. Where an authorizer
   * of API Gateway is among them the list comes from there, and means that all of it is required.
   */
  secure(operation: JsonObject, pointer: string, documentSecurity: Json[]): MethodSecurity {
    const auth = ownObject(operation, 'x-amazon-apigateway-auth');
    const authType = auth && ownString(auth, 'type')?.toUpperCase();
    const own = Array.isArray(operation.security);
    const requirements = (own ? ownArray(operation, 'security') : documentSecurity).filter(isObject);
    const place = own ? childPointer(pointer, 'security') : pointer;
    const security = this.#choose(requirements, place);
    if (authType === 'AWS_IAM') return { ...security, authorizationType: 'AWS_IAM', authorizer: null };
    if (authType === 'NONE') return { ...open, apiKeyRequired: security.apiKeyRequired };
    if (auth && authType !== 'CUSTOM' && authType !== 'COGNITO_USER_POOLS') {
      const message = 'x-amazon-apigateway-auth must have the type NONE, AWS_IAM, CUSTOM or COGNITO_USER_POOLS.';
      this.#report.error('invalid-value', childPointer(pointer, 'x-amazon-apigateway-auth'), message);
    }
    return security;
  }

  #choose(requirements: JsonObject[], pointer: string): MethodSecurity {
    if (requirements.length === 0 || requirements.some((requirement) => Object.keys(requirement).length === 0))
      return open;
    const carried = (requirement: JsonObject) =>
      Object.keys(requirement).every((name) => (this.#schemes.get(name)?.kind ?? 'none') !== 'none');
    const all = requirements.flatMap((requirement) => Object.keys(requirement));
    if (all.some((name) => ['authorizer', 'iam'].includes(this.#schemes.get(name)?.kind ?? 'none'))) {
      return this.#applyAll(requirements, pointer);
    }
    const whole = requirements.find(carried);
    if (whole && requirements.length > 1) {
      const message = 'A method has one way of protection: the first alternative that can be carried was taken.';
      this.#report.info('ambiguous-security', pointer, message);
    }
    return this.#applyAll(whole ? [whole] : requirements, pointer);
  }

  #applyAll(requirements: JsonObject[], pointer: string): MethodSecurity {
    let security = open;
    for (const requirement of requirements) {
      for (const [name, scopes] of Object.entries(requirement)) security = this.#apply(security, name, scopes, pointer);
    }
    return security;
  }

  #apply(security: MethodSecurity, name: string, scopes: Json, pointer: string): MethodSecurity {
    const scheme = this.#schemes.get(name);
    this.#used.add(name);
    if (!scheme) {
      this.#report.error(
        'unresolved-reference',
        pointer,
        `The security scheme ${JSON.stringify(name)} is not defined.`,
      );
      return security;
    }
    if (scheme.kind === 'apiKey') return { ...security, apiKeyRequired: true };
    if (scheme.kind === 'none') {
      const message = `The security scheme ${JSON.stringify(name)} is not enforced by the gateway; the backend must go on checking it.`;
      this.#report.warn('security-not-carried', pointer, message);
      return security;
    }
    if (security.authorizationType !== 'NONE') {
      this.#report.warn(
        'security-not-carried',
        pointer,
        'A method has one authorizer; the further ones are not carried.',
      );
      return security;
    }
    if (scheme.kind === 'iam') return { ...security, authorizationType: 'AWS_IAM' };
    return {
      ...security,
      authorizationType: authorizationTypeOf(scheme.authorizer.type),
      authorizer: scheme.authorizer.name,
      authorizationScopes: Array.isArray(scopes) ? strings(scopes) : [],
    };
  }

  #readScheme(name: string, scheme: JsonObject, pointer: string): Scheme {
    for (const extension of Object.keys(scheme)) {
      if (!extension.startsWith('x-') || schemeExtensions.includes(extension)) continue;
      this.#report.info(
        'vendor-extension',
        childPointer(pointer, extension),
        `The vendor extension ${extension} of a security scheme is not carried.`,
      );
    }
    const authType = ownString(scheme, 'x-amazon-apigateway-authtype');
    const extension = own(scheme, 'x-amazon-apigateway-authorizer');
    if (extension !== undefined) {
      const authorizer = this.#readAuthorizer(name, scheme, extension, pointer);
      return authorizer ? { kind: 'authorizer', authorizer } : { kind: 'none' };
    }
    if (authType?.toLowerCase() === 'awssigv4') return { kind: 'iam' };
    const header = ownString(scheme, 'name')?.toLowerCase();
    return scheme.type === 'apiKey' && scheme.in === 'header' && header === 'x-api-key'
      ? { kind: 'apiKey' }
      : { kind: 'none' };
  }

  #readJwt(type: Authorizer['type'], value: JsonObject, pointer: string): Authorizer['jwtConfiguration'] {
    if (type !== 'JWT') return null;
    const read = jwtConfigurationSchema.safeParse(ownObject(value, 'jwtConfiguration'));
    if (read.success) return read.data;
    const place = childPointer(pointer, 'jwtConfiguration');
    this.#report.error(
      'invalid-value',
      place,
      'A jwt authorizer needs an issuer, which is a URL, and a list audience.',
    );
    return null;
  }

  #readAuthorizer(name: string, scheme: JsonObject, extension: Json, pointer: string): ImportedAuthorizer | null {
    const place = childPointer(pointer, 'x-amazon-apigateway-authorizer');
    const value = checkShape(this.#report, extension, place, authorizerShape);
    if (!value) return null;
    const written = ownString(value, 'type')?.toUpperCase();
    const type = authorizerTypes.find((known) => known === written);
    if (!type || name.length > 128) {
      const message = type
        ? 'The name of an authorizer has at most 128 characters.'
        : 'An authorizer is of the type token, request, cognito_user_pools or jwt.';
      this.#report.error('invalid-value', place, message);
      return null;
    }
    const ttl = value.authorizerResultTtlInSeconds ?? authorizerTtlSeconds.default;
    const inRange =
      Number.isInteger(ttl) &&
      (ttl as number) >= authorizerTtlSeconds.min &&
      (ttl as number) <= authorizerTtlSeconds.max;
    if (!inRange) {
      const message = `authorizerResultTtlInSeconds is a whole number from ${authorizerTtlSeconds.min} to ${authorizerTtlSeconds.max}.`;
      this.#report.error('invalid-value', childPointer(place, 'authorizerResultTtlInSeconds'), message);
    }
    const header = scheme.in === 'header' && scheme.name !== 'Unused' ? ownString(scheme, 'name') : undefined;
    const source = ownString(value, 'identitySource');
    const fallback = type === 'TOKEN' && header !== undefined ? `method.request.header.${header}` : null;
    return {
      name,
      type,
      providerARNs: strings(ownArray(value, 'providerARNs')),
      authType: ownString(scheme, 'x-amazon-apigateway-authtype') ?? null,
      authorizerUri: ownString(value, 'authorizerUri') ?? null,
      authorizerCredentials: ownString(value, 'authorizerCredentials') ?? null,
      identitySource: source ?? fallback,
      identityValidationExpression: ownString(value, 'identityValidationExpression')?.slice(0, 1024) ?? null,
      authorizerResultTtlInSeconds: inRange ? (ttl as number) : authorizerTtlSeconds.default,
      jwtConfiguration: this.#readJwt(type, value, place),
      description: ownString(scheme, 'description') ?? null,
    };
  }
}
