import { isAtLeast, roles, type Role } from '#core/permissions.ts';
import type { SignedRequest } from '#core/signature/canonical-request.ts';
import { parseSignature } from '#core/signature/parse-signature.ts';
import { SignatureFault } from '#core/signature/signature-fault.ts';
import { checkScope, verifySignature } from '#core/signature/verify-signature.ts';
import { userArnOf } from '../access-keys/access-key-state.ts';
import { touchAccessKey } from '../access-keys/touch-access-key.ts';
import type { Member, Visitor } from '../actor.ts';
import { db } from '../db.ts';
import { decryptSecret } from '../signing-secret.ts';
import { accessKeySecretSchema } from '#core/access-keys/schema.ts';
import { AwsError } from './aws-error.ts';

/** Who signed a request, and where: the member or service account that holds the access key. */
export type Caller = {
  accessKeyId: string;
  accountId: string;
  region: string;
  userArn: string;
  /** Null when the key or its holder may do nothing in the control API. */
  actor: Member | null;
};

/**
 * Verifies a request's signature (AWS Signature Version 4, service `apigateway`, any region) and finds who made it. The key
 * and its holder's role are read anew for every request, so that a revocation counts at once.
 */
export async function identify(request: SignedRequest, body: Buffer, visitor: Visitor, nowMs: number): Promise<Caller> {
  const signature = parseSignature(request.rawHeaders, request.query);
  if (signature instanceof SignatureFault) throw errorOf(signature);
  const misplaced = checkScope(signature, { service: 'apigateway', region: null }, nowMs);
  if (misplaced) throw errorOf(misplaced);
  const { accessKeyId, region } = signature;
  const row = await db().accessKey.findUnique({
    where: { id: accessKeyId },
    include: { workspace: true, user: { include: { memberships: true } }, serviceAccount: true },
  });
  const key = row && {
    ...accessKeySecretSchema.parse(JSON.parse(decryptSecret({ kind: 'access-key', id: row.id }, row.secret))),
    enabled: row.enabled,
    expiresAtMs: row.expiresAt?.getTime() ?? null,
  };
  const fault = verifySignature(signature, request, key, body, nowMs);
  if (fault ?? !row) throw errorOf(fault ?? unknownKey);
  void touchAccessKey(accessKeyId, nowMs).catch(() => undefined);
  const { workspaceId, user, serviceAccount, workspace } = row;
  const holderRole = serviceAccount?.role ?? user?.memberships.find((each) => each.workspaceId === workspaceId)?.role;
  const role = lesserRole(row.role, holderRole);
  const holder = {
    userId: user?.id ?? serviceAccount?.id ?? accessKeyId,
    name: user?.name ?? serviceAccount?.name ?? row.name,
    email: user?.email ?? '',
    sessionId: accessKeyId,
  };
  const actor = role === null ? null : { ...visitor, ...holder, workspaceId, role };
  return { accessKeyId, accountId: workspace.accountId, region, userArn: userArnOf(row), actor };
}

/** What a key may do is at most what its holder may. */
function lesserRole(keyRole: string | null, holderRole: string | undefined): Role | null {
  const [ofKey, ofHolder] = [keyRole, holderRole].map((name) => roles.find((role) => role === name));
  if (!ofKey || !ofHolder) return null;
  return isAtLeast(ofKey, ofHolder) ? ofHolder : ofKey;
}

const unknownKey = new SignatureFault('INVALID_SIGNATURE', 'The security token included in the request is invalid.');

function errorOf({ type, message }: SignatureFault): AwsError {
  if (type === 'MISSING_AUTHENTICATION_TOKEN') return new AwsError('MissingAuthenticationTokenException', message);
  if (type === 'EXPIRED_TOKEN') return new AwsError('ExpiredTokenException', message);
  if (message === unknownKey.message) return new AwsError('UnrecognizedClientException', message);
  const isWellFormed =
    /^(?:The request signature we calculated|Signature (?:expired|not yet current)|Credential should be)/;
  return new AwsError(
    isWellFormed.test(message) ? 'InvalidSignatureException' : 'IncompleteSignatureException',
    message,
  );
}
