import { randomBytes } from 'node:crypto';
import { SluiceError } from '#core/errors.ts';
import { sha256Hex } from '#core/snapshot/hash.ts';
import type { Db, Tx } from '../db.ts';

/** An invitation can be accepted for this long. */
export const invitationLifetimeMs = 7 * 86_400_000;

/** A new token of 256 random bits. Only its hash is stored. */
export function newInvitationToken(): { token: string; tokenHash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, tokenHash: sha256Hex(token) };
}

/** The open invitation of a token, or NOT_FOUND for one that is unknown, used, revoked or too old. */
export async function findOpenInvitation(store: Db | Tx, token: string) {
  const invitation = await store.invitation.findUnique({
    where: { tokenHash: sha256Hex(token) },
    include: { workspace: true },
  });
  if (!invitation || invitation.acceptedAt || invitation.expiresAt <= new Date()) {
    throw new SluiceError('NOT_FOUND', 'This invitation is no longer valid. Ask for a new one.');
  }
  return invitation;
}
