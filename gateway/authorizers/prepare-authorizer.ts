import { createHash } from 'node:crypto';
import { parseAuthorizerUri } from '#core/authorizers/authorizer-uri.ts';
import { parseIdentitySources, tokenHeader, type IdentitySource } from '#core/authorizers/identity-source.ts';
import type { Authorizer } from '#core/authorizers/schema.ts';
import { parseUserPoolArn, type UserPool } from '#core/authorizers/user-pool.ts';
import { linearRegex, type LinearRegex } from '#core/mapping/linear-regex.ts';
import { compileStageText, type StageText } from '#core/mapping/stage-variables.ts';
import { canonicalJson } from '#core/snapshot/hash.ts';

/** Where a TOKEN or REQUEST authorizer runs. */
export type AuthorizerTarget =
  | { readonly kind: 'lambda'; readonly functionArn: StageText; readonly credentialsArn: StageText | null }
  | { readonly kind: 'http'; readonly url: StageText };

/** An authorizer that answers with a policy: a Lambda function, or a URL of the same contract. */
export type CustomAuthorizer = {
  readonly kind: 'custom';
  readonly name: string;
  /** A token in one header; null for authorizers of type REQUEST. */
  readonly token: { readonly header: string; readonly expression: LinearRegex | null } | null;
  readonly sources: readonly IdentitySource[];
  readonly target: AuthorizerTarget;
  /** 0: results are not kept. */
  readonly ttlMs: number;
  /** Names this authorizer with all its settings: results of one that was edited are not taken for its own. */
  readonly fingerprint: string;
};

/** An authorizer that reads a signed token. */
export type TokenAuthorizer = {
  readonly kind: 'token';
  readonly name: string;
  readonly header: string;
  readonly trust:
    | { readonly kind: 'pools'; readonly pools: readonly UserPool[]; readonly audience: LinearRegex | null }
    | { readonly kind: 'issuer'; readonly issuer: string; readonly audience: readonly string[] };
};

export type PreparedAuthorizer = CustomAuthorizer | TokenAuthorizer;

/**
 * Compiles an authorizer.
 * @throws Error when it cannot be run, wholly: its routes must not be served then
 */
export function prepareAuthorizer(authorizer: Authorizer): PreparedAuthorizer {
  const { type, name } = authorizer;
  if (type === 'TOKEN' || type === 'REQUEST') return prepareCustom(authorizer);
  const header = headerOf(authorizer);
  if (type === 'COGNITO_USER_POOLS') {
    const pools = authorizer.providerARNs.map((arn) => parseUserPoolArn(arn) ?? fail(`${arn} is no user pool.`));
    if (pools.length === 0) fail('It names no user pool.');
    return { kind: 'token', name, header, trust: { kind: 'pools', pools, audience: expressionOf(authorizer) } };
  }
  const { issuer, audience } = authorizer.jwtConfiguration ?? fail('It names no issuer.');
  if (audience.length === 0) fail('It names no audience.');
  return { kind: 'token', name, header, trust: { kind: 'issuer', issuer, audience } };
}

function prepareCustom(authorizer: Authorizer): CustomAuthorizer {
  const { type, name, authorizerUri, authorizerResultTtlInSeconds } = authorizer;
  const header = type === 'TOKEN' ? headerOf(authorizer) : null;
  const ttlMs = authorizerResultTtlInSeconds * 1000;
  const parsed = header === null ? parseIdentitySources(authorizer.identitySource) : { sources: [] };
  if ('problem' in parsed) throw new Error(parsed.problem);
  const sources: readonly IdentitySource[] = header === null ? parsed.sources : [{ in: 'header', name: header }];
  if (sources.length === 0 && ttlMs > 0) fail('Its results are cached, and no identity source tells callers apart.');
  const uri = parseAuthorizerUri(authorizerUri ?? '') ?? fail('It has no URI of a Lambda function or an HTTP service.');
  const role = authorizer.authorizerCredentials;
  return {
    kind: 'custom',
    name,
    token: header === null ? null : { header, expression: expressionOf(authorizer) },
    sources,
    target:
      'url' in uri
        ? { kind: 'http', url: compileStageText(uri.url) }
        : {
            kind: 'lambda',
            functionArn: compileStageText(uri.lambda),
            credentialsArn: role === null || role === '' ? null : compileStageText(role),
          },
    ttlMs,
    fingerprint: createHash('sha256').update(canonicalJson(authorizer)).digest('base64'),
  };
}

function headerOf({ identitySource }: Authorizer): string {
  return tokenHeader(identitySource) ?? fail('Its token does not come in one header.');
}

function expressionOf({ identityValidationExpression: expression }: Authorizer): LinearRegex | null {
  return expression === null || expression === '' ? null : linearRegex(expression);
}

function fail(problem: string): never {
  throw new Error(problem);
}
