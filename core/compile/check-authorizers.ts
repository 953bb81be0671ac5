import type { Design } from '../apis/design.ts';
import { isFunctionArn, parseAuthorizerUri } from '../authorizers/authorizer-uri.ts';
import { parseIdentitySources, tokenHeader } from '../authorizers/identity-source.ts';
import { authorizationTypeOf, type Authorizer } from '../authorizers/schema.ts';
import { parseUserPoolArn } from '../authorizers/user-pool.ts';
import { linearRegex } from '../mapping/linear-regex.ts';
import { substituteStageVariables } from '../mapping/stage-variables.ts';
import type { Method } from '../methods/schema.ts';
import { checkUri } from './check-uri.ts';
import { ProblemList } from './problem.ts';

/**
 * Checks that a node can run the API's authorizers, each wholly. A fault of one that no method uses keeps nobody from
 * deploying.
 */
export function checkAuthorizers(design: Design, list: ProblemList): void {
  const used = new Set(design.methods.filter(usesAuthorizer).map((method) => method.authorizerId));
  for (const [index, authorizer] of design.authorizers.entries()) {
    const found = new ProblemList();
    checkAuthorizer(authorizer, found);
    for (const { pointer, code, message } of found.problems) {
      const place = list.at('authorizers', index, ...pointer.split('/').slice(1));
      if (used.has(authorizer.id)) place.error(code, message);
      else place.warn(code, message);
    }
  }
}

/** Whether a method asks one of the API's authorizers. */
export function usesAuthorizer({ authorizationType }: Method): boolean {
  return authorizationType !== 'NONE' && authorizationType !== 'AWS_IAM';
}

/** Checks that a node can run an authorizer, by its type. */
export function checkAuthorizer(authorizer: Authorizer, problems: ProblemList): void {
  const { type, identityValidationExpression: expression } = authorizer;
  if (expression) checkExpression(expression, problems.at('identityValidationExpression'));
  if (type === 'REQUEST') checkIdentitySources(authorizer, problems.at('identitySource'));
  else if (tokenHeader(authorizer.identitySource) === null) {
    problems
      .at('identitySource')
      .error('bad-authorizer', 'The token comes in one header, such as method.request.header.Authorization.');
  }
  if (type === 'TOKEN' || type === 'REQUEST') checkTarget(authorizer, problems.at('authorizerUri'));
  if (type === 'COGNITO_USER_POOLS') checkPools(authorizer, problems.at('providerARNs'));
  if (type === 'JWT') checkIssuer(authorizer, problems.at('jwtConfiguration'));
}

function checkExpression(expression: string, problems: ProblemList): void {
  try {
    linearRegex(expression);
  } catch (error) {
    problems.error('bad-regex', error instanceof Error ? error.message : 'The regular expression is not valid.');
  }
}

function checkIdentitySources(authorizer: Authorizer, problems: ProblemList): void {
  const parsed = parseIdentitySources(authorizer.identitySource);
  if ('problem' in parsed) problems.error('bad-authorizer', parsed.problem);
  else if (parsed.sources.length === 0 && authorizer.authorizerResultTtlInSeconds > 0) {
    const message =
      'Results are cached by the identity sources, and there are none. Name at least one, or set the TTL to 0.';
    problems.error('bad-authorizer', message);
  }
}

function checkTarget({ authorizerUri }: Authorizer, problems: ProblemList): void {
  const target = authorizerUri === null ? null : parseAuthorizerUri(authorizerUri);
  if (!target) {
    problems.error(
      'bad-uri',
      'The authorizer needs the URI of a Lambda function, arn:aws:apigateway:{region}:lambda:path/2015-03-31/functions/{arn}/invocations, or a URL that begins with http:// or https://.',
    );
    return;
  }
  if ('url' in target) {
    checkUri(target.url, problems);
    if (/\{(?!stageVariables)/.test(target.url.replace(/\$\{stageVariables[^}]*\}/g, ''))) {
      problems.error('bad-uri', 'The URL of an authorizer takes no request parameters.');
    }
    return;
  }
  // A variable may stand for a name or for digits.
  const isFunction = ['name', '123456789012'].some((value) =>
    isFunctionArn(target.lambda.replace(/\$\{stageVariables[^}]*\}/g, value)),
  );
  const isPlain = substituteStageVariables(target.lambda, {}) === target.lambda;
  if (!isFunction && (isPlain || !target.lambda.startsWith('${'))) {
    problems.error('bad-uri', 'The URI does not name a Lambda function by its ARN.');
  }
}

function checkPools({ providerARNs }: Authorizer, problems: ProblemList): void {
  if (providerARNs.length === 0) problems.error('bad-authorizer', 'The authorizer needs the ARN of a user pool.');
  for (const [index, arn] of providerARNs.entries()) {
    if (parseUserPoolArn(arn)) continue;
    problems
      .at(index)
      .error('bad-authorizer', 'This is no user pool: write arn:aws:cognito-idp:{region}:{account}:userpool/{poolId}.');
  }
}

function checkIssuer({ jwtConfiguration }: Authorizer, problems: ProblemList): void {
  if (!jwtConfiguration) problems.error('bad-authorizer', 'The authorizer needs an issuer and an audience.');
  else if (jwtConfiguration.audience.length === 0) {
    problems.at('audience').error('bad-authorizer', 'The authorizer needs at least one audience.');
  }
}

/** Checks that a method's authorization and its authorizer go together. */
export function checkAuthorization(
  method: Method,
  authorizers: ReadonlyMap<string, Authorizer>,
  problems: ProblemList,
): void {
  if (!usesAuthorizer(method)) return;
  const authorizer = method.authorizerId === null ? undefined : authorizers.get(method.authorizerId);
  const place = problems.at('authorizerId');
  if (!authorizer) {
    const named = method.authorizerId !== null;
    place.error(
      'unknown-authorizer',
      named
        ? 'The method names an authorizer that does not exist.'
        : `${method.authorizationType} authorization needs an authorizer: choose one.`,
    );
  } else if (authorizationTypeOf(authorizer.type) !== method.authorizationType) {
    const needed = authorizationTypeOf(authorizer.type);
    place.error(
      'wrong-authorizer',
      `${authorizer.name} is of type ${authorizer.type}, which goes with ${needed} authorization and not with ${method.authorizationType}.`,
    );
  }
}
