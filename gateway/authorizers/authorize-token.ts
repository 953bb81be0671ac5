import { audiencesOf, claimTexts, poolClaimTexts, scopesOf, type Claims } from '#core/authorizers/claims.ts';
import type { UserPool } from '#core/authorizers/user-pool.ts';
import { headerValues } from '#gateway/http/headers.ts';
import type { Exchange, Failure } from '#gateway/pipeline/exchange.ts';
import { KeysUnavailable } from './key-sets.ts';
import { accessDenied, accessUnder, methodArnOf, tooLongArn } from './method-access.ts';
import type { TokenAuthorizer } from './prepare-authorizer.ts';
import { authorizerFailed, refusal, unauthorized } from './refusal.ts';
import { namedIssuer, verifyToken, type TokenIssuer } from './verify-token.ts';

type Pools = Extract<TokenAuthorizer['trust'], { kind: 'pools' }>;

/**
 * Decides by a token: of an Amazon Cognito user pool, or of an OpenID Connect issuer. After it the API's resource policy,
 * if there is one, must allow the call by itself (AWS: Amazon Cognito authentication and resource policy).
 */
export async function authorizeToken(exchange: Exchange, authorizer: TokenAuthorizer): Promise<Failure | undefined> {
  const arn = methodArnOf(exchange);
  const tooLong = tooLongArn(arn);
  if (tooLong) return tooLong;
  const token = tokenOf(exchange, authorizer.header);
  if (typeof token !== 'string') return token;
  const failure = await checkToken(exchange, authorizer, token);
  if (failure) return failure;
  const { policy } = exchange.side?.prepared ?? { policy: null };
  if (policy === null) return undefined;
  const outcome = accessUnder(policy, exchange, arn);
  return outcome === 'allow'
    ? undefined
    : accessDenied(exchange, outcome, { arn, user: 'anonymous', by: "The API's resource policy" });
}

/** With or without `Bearer` before it. */
export function tokenOf(exchange: Exchange, header: string): string | Failure {
  const [value, ...more] = headerValues(exchange.call.rawHeaders, header);
  if (value === undefined || value.trim() === '') return unauthorized(exchange, `The request has no header ${header}.`);
  if (more.length > 0) return unauthorized(exchange, `The request has more than one header ${header}.`);
  return value.trim().replace(/^Bearer +/i, '');
}

/** Verifies a token for the route of a request, and keeps what it says with the exchange. */
export async function checkToken(
  exchange: Exchange,
  { name, trust }: TokenAuthorizer,
  token: string,
): Promise<Failure | undefined> {
  const issuer = trust.kind === 'pools' ? poolOf(exchange, trust.pools, token) : issuerOf(exchange, trust.issuer);
  if (!issuer) return unauthorized(exchange, 'The token is of another issuer.');
  const { keySets } = exchange.services.authorizers;
  try {
    const verified = await verifyToken(token, issuer, keySets, exchange.atMs / 1000);
    if ('problem' in verified) return unauthorized(exchange, verified.problem);
    return trust.kind === 'pools'
      ? checkPoolToken(exchange, trust, verified.claims)
      : checkIssuedToken(exchange, trust.audience, verified.claims);
  } catch (error) {
    if (error instanceof KeysUnavailable) return authorizerFailed(`Authorizer ${name}: ${error.message}`);
    throw error;
  }
}

function poolOf(exchange: Exchange, pools: readonly UserPool[], token: string): TokenIssuer | null {
  const named = namedIssuer(token);
  for (const pool of pools) {
    const issuer = poolIssuer(exchange, pool);
    if (named !== null && issuer.names.includes(named)) return issuer;
  }
  return null;
}

/** A pool behind an endpoint of the workspace's own, or of the environment, names itself by that endpoint. */
function poolIssuer(exchange: Exchange, { region, poolId, issuer }: UserPool): TokenIssuer {
  const { workspaceId = '' } = exchange.stage?.state ?? {};
  const partition = region.startsWith('cn-') ? 'aws-cn' : 'aws';
  const place = { partition, region, subdomain: null, service: 'cognito-idp' };
  const { origin, basePath, isTrusted } = exchange.services.aws.endpoint(workspaceId, place);
  const address = `${origin}${basePath}/${poolId}`;
  const names = address === issuer ? [issuer] : [issuer, address];
  return { names, source: { workspaceId, isTrusted, jwksUri: `${address}/.well-known/jwks.json` } };
}

function issuerOf(exchange: Exchange, issuer: string): TokenIssuer {
  const { workspaceId = '' } = exchange.stage?.state ?? {};
  return { names: [issuer], source: { workspaceId, isTrusted: false, issuer } };
}

/** Without scopes on the method it is an identity token; with them an access token that has any one (AWS: Cognito authorizers). */
function checkPoolToken(exchange: Exchange, { audience }: Pools, claims: Claims): Failure | undefined {
  const scopes = exchange.route?.route.authorizationScopes ?? [];
  const use = scopes.length === 0 ? 'id' : 'access';
  if (claims.token_use !== use) {
    return unauthorized(
      exchange,
      `This method takes ${use === 'id' ? 'an identity' : 'an access'} token, and the token is another one.`,
    );
  }
  if (audience && !audiencesOf(claims).some((each) => audience.matches(each))) {
    return unauthorized(exchange, 'The token is for another audience.');
  }
  if (use === 'access' && !hasScope(claims, scopes)) {
    return unauthorized(exchange, `The token has none of the scopes ${scopes.join(', ')}.`);
  }
  accept(exchange, claims, { claims: poolClaimTexts(claims) });
  return undefined;
}

/** AWS: JWT authorizers. A token without the scopes proves who calls, so it is forbidden and not unauthorized. */
function checkIssuedToken(exchange: Exchange, audience: readonly string[], claims: Claims): Failure | undefined {
  if (!audiencesOf(claims).some((each) => audience.includes(each))) {
    return unauthorized(exchange, 'The token is for another audience.');
  }
  const scopes = exchange.route?.route.authorizationScopes ?? [];
  if (scopes.length > 0 && !hasScope(claims, scopes)) {
    const cause = `The token has none of the scopes ${scopes.join(', ')}.`;
    return refusal(exchange, 'ACCESS_DENIED', { cause, friendly: cause });
  }
  const granted = scopesOf(claims);
  accept(exchange, claims, { claims: claimTexts(claims), scopes: granted.length === 0 ? null : granted });
  return undefined;
}

function hasScope(claims: Claims, wanted: readonly string[]): boolean {
  const granted = new Set(scopesOf(claims));
  return wanted.some((scope) => granted.has(scope));
}

function accept(exchange: Exchange, claims: Claims, authorizer: Record<string, unknown>): void {
  exchange.principalId = `${String(claims.iss)} ${String(claims.sub ?? claims.client_id ?? '')}`;
  exchange.authorizer = authorizer;
}
