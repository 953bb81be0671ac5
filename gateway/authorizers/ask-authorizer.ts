import { isFunctionArn } from '#core/authorizers/authorizer-uri.ts';
import { answerMaxLength, parseAuthorizerAnswer, type AuthorizerAnswer } from '#core/authorizers/lambda-answer.ts';
import { renderStageText } from '#core/mapping/stage-variables.ts';
import { sendWhole } from '#gateway/aws/send-whole.ts';
import type { Exchange, Failure } from '#gateway/pipeline/exchange.ts';
import type { AuthorizerTarget, CustomAuthorizer } from './prepare-authorizer.ts';
import { authorizerFailed, authorizerMisconfigured, unauthorized } from './refusal.ts';

/** How long an authorizer may take, ms. */
export const authorizerTimeoutMs = 10_000;

type Target = {
  workspaceId: string;
  name: string;
  target: AuthorizerTarget;
  variables: Readonly<Record<string, string>>;
};

/** Sends an event to a TOKEN or REQUEST authorizer and reads what it answers. Never rejects. */
export async function askAuthorizer(
  exchange: Exchange,
  { name, target }: CustomAuthorizer,
  event: Record<string, unknown>,
): Promise<AuthorizerAnswer | Failure> {
  const { stage, side } = exchange;
  const asked: Target = { workspaceId: stage?.state.workspaceId ?? '', name, target, variables: side?.variables ?? {} };
  const payload = Buffer.from(JSON.stringify(event));
  try {
    const text = await (target.kind === 'lambda' ? askLambda : askHttp)(exchange, asked, payload);
    if (typeof text !== 'string') return text;
    const parsed = parseAuthorizerAnswer(text);
    return 'answer' in parsed ? parsed.answer : authorizerMisconfigured(`Authorizer ${name}: ${parsed.problem}`);
  } catch (error) {
    return authorizerFailed(`Authorizer ${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function askLambda(
  exchange: Exchange,
  { workspaceId, name, target, variables }: Target,
  payload: Buffer,
): Promise<string | Failure> {
  if (target.kind !== 'lambda') throw new Error('It is no Lambda function.');
  const functionArn = renderStageText(target.functionArn, variables);
  if (!isFunctionArn(functionArn))
    return authorizerMisconfigured(`Authorizer ${name}: ${functionArn} is no Lambda function.`);
  const startedAtMs = performance.now();
  const {
    status,
    functionError,
    requestId,
    payload: answer,
  } = await exchange.services.lambda.invoke({
    workspaceId,
    functionArn,
    credentialsArn: target.credentialsArn && renderStageText(target.credentialsArn, variables),
    payload,
    timeoutMs: authorizerTimeoutMs,
  });
  exchange.authorizerAnswer = { status, requestId, latencyMs: performance.now() - startedAtMs };
  const text = answer.toString('utf8');
  if (status === 403 || status === 404) {
    return authorizerMisconfigured(`Authorizer ${name}: Lambda answered ${status} to the call of ${functionArn}.`);
  }
  if (status !== 200) return authorizerFailed(`Authorizer ${name}: Lambda answered ${status}.`);
  const errorMessage = errorMessageOf(text);
  if (errorMessage === 'Unauthorized') {
    return unauthorized(
      exchange,
      'The authorizer does not accept this caller.',
      `Authorizer ${name} answered "Unauthorized".`,
    );
  }
  if (functionError !== null || errorMessage !== null) {
    return authorizerFailed(`Authorizer ${name} failed: ${(errorMessage ?? functionError ?? '').slice(0, 500)}`);
  }
  return text;
}

/** The message of an error that a function ended with; null when the text is another answer. */
function errorMessageOf(text: string): string | null {
  if (!text.includes('"errorMessage"') || text.length > answerMaxLength) return null;
  const value: unknown = JSON.parse(text);
  if (value === null || typeof value !== 'object' || 'policyDocument' in value) return null;
  return 'errorMessage' in value && typeof value.errorMessage === 'string' ? value.errorMessage : null;
}

async function askHttp(
  exchange: Exchange,
  { workspaceId, name, target, variables }: Target,
  payload: Buffer,
): Promise<string | Failure> {
  if (target.kind !== 'http') throw new Error('It is no URL.');
  const url = renderStageText(target.url, variables);
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.username !== '' || parsed.password !== '') {
    return authorizerMisconfigured(`Authorizer ${name}: ${url} is no http:// or https:// address.`);
  }
  const startedAtMs = performance.now();
  const { status, requestId, body } = await sendWhole(exchange.services.upstream, {
    workspaceId,
    origin: parsed.origin,
    method: 'POST',
    path: `${parsed.pathname}${parsed.search}`,
    rawHeaders: ['host', parsed.host, 'content-type', 'application/json', 'accept', 'application/json'],
    body: payload,
    bodyLength: null,
    timeoutMs: authorizerTimeoutMs,
    insecureSkipVerification: false,
  });
  exchange.authorizerAnswer = { status, requestId, latencyMs: performance.now() - startedAtMs };
  if (status === 200) return body.toString('utf8');
  if (status === 401) {
    return unauthorized(exchange, 'The authorizer does not accept this caller.', `Authorizer ${name} answered 401.`);
  }
  return authorizerFailed(`Authorizer ${name} answered ${status}.`);
}
