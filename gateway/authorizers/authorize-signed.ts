import { decideCrossAccount, decideSameAccount } from '#core/policies/decide.ts';
import { parsePolicyText } from '#core/policies/parse-policy.ts';
import type { Policy } from '#core/policies/policy.ts';
import { payloadMaxBytes } from '#gateway/http/headers.ts';
import { ClientGone, PayloadTooLarge } from '#gateway/http/types.ts';
import type { Exchange, Failure, Outcome } from '#gateway/pipeline/exchange.ts';
import type { AccessKey } from '#gateway/secrets/access-keys.ts';
import { splitTarget, type SignedRequest } from '#core/signature/canonical-request.ts';
import { parseSignature, type Signature } from '#core/signature/parse-signature.ts';
import { SignatureFault } from '#core/signature/signature-fault.ts';
import { checkScope, needsBody, verifySignature } from '#core/signature/verify-signature.ts';
import { accessDenied, accessUnder, methodArnOf, tooLongArn } from './method-access.ts';
import { refusal } from './refusal.ts';

/** Decides by the access key with which a request is signed: its policy, and the API's (AWS_IAM authorization). */
export function authorizeSigned(exchange: Exchange): Outcome {
  const { call, services } = exchange;
  const request: SignedRequest = { method: call.method, rawHeaders: call.rawHeaders, ...splitTarget(call.target) };
  const signature = parseSignature(call.rawHeaders, request.query);
  if (signature instanceof SignatureFault) return refuse(exchange, signature);
  const fault = checkScope(signature, { service: 'execute-api', region: services.authorizers.region }, exchange.atMs);
  if (fault) return refuse(exchange, fault);
  if (call.body === null || !needsBody(signature)) return verify(exchange, request, signature, null);
  return readAndVerify(exchange, request, signature, call.body);
}

async function readAndVerify(
  exchange: Exchange,
  request: SignedRequest,
  signature: Signature,
  body: NonNullable<Exchange['call']['body']>,
): Promise<Failure | undefined> {
  try {
    return verify(exchange, request, signature, await body.read(payloadMaxBytes));
  } catch (error) {
    if (error instanceof PayloadTooLarge) return { type: 'REQUEST_TOO_LARGE', cause: error.message };
    if (error instanceof ClientGone) {
      return { type: 'DEFAULT_4XX', cause: 'The caller went away while it sent its body.' };
    }
    throw error;
  }
}

function verify(
  exchange: Exchange,
  request: SignedRequest,
  signature: Signature,
  body: Buffer | null,
): Failure | undefined {
  const key = exchange.services.secrets.accessKeys.find(signature.accessKeyId);
  const fault = verifySignature(signature, request, key, body, exchange.atMs);
  if (fault) return refuse(exchange, fault);
  if (!key) throw new Error('A signature without a key is never right.');
  return decide(exchange, key);
}

function refuse(exchange: Exchange, { type, message, friendly }: SignatureFault): Failure {
  return refusal(exchange, type, { cause: friendly, strict: message, friendly });
}

/** Tables A and B: a key of another workspace needs an allow of both policies. */
function decide(exchange: Exchange, key: AccessKey): Failure | undefined {
  exchange.caller = key;
  exchange.principalId = key.userArn;
  const arn = methodArnOf(exchange);
  const tooLong = tooLongArn(arn);
  if (tooLong) return tooLong;
  const policy = policyOf(key);
  if (policy === 'unreadable') {
    const cause = `The policy of access key ${key.accessKeyId} cannot be evaluated, so nothing is allowed by it.`;
    return refusal(exchange, 'ACCESS_DENIED', { cause });
  }
  const isOwn = key.workspaceId === exchange.stage?.state.workspaceId;
  const combine = isOwn ? decideSameAccount : decideCrossAccount;
  const resourcePolicy = exchange.side?.prepared.policy ?? null;
  const under = (action: string) =>
    combine(accessUnder(policy, exchange, arn, key, action), accessUnder(resourcePolicy, exchange, arn, key, action));
  const outcome = under('execute-api:Invoke');
  if (outcome !== 'allow') {
    const by = isOwn ? 'No policy of the access key or the API' : 'The policies of the access key and the API together';
    return accessDenied(exchange, outcome, {
      arn,
      user: key.userArn,
      by: outcome === 'explicit-deny' ? 'A policy' : by,
    });
  }
  exchange.mayInvalidateCache = under('execute-api:InvalidateCache') === 'allow';
  return undefined;
}

const parsedPolicies = new WeakMap<AccessKey, Policy | null | 'unreadable'>();

function policyOf(key: AccessKey): Policy | null | 'unreadable' {
  let policy = parsedPolicies.get(key);
  if (policy === undefined) {
    const parsed = key.policy === null ? null : parsePolicyText(key.policy, 'identity');
    policy = parsed && ('policy' in parsed ? parsed.policy : 'unreadable');
    parsedPolicies.set(key, policy);
  }
  return policy;
}
