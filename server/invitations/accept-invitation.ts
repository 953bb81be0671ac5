import { SluiceError } from '#core/errors.ts';
import { acceptInvitationInput, passwordSchema } from '#core/members/input.ts';
import type { Actor } from '../actor.ts';
import { hashPassword } from '../auth/password.ts';
import { checkPassword } from '../auth/sign-in.ts';
import { db } from '../db.ts';
import { mutation } from '../mutation.ts';
import { newId } from '../new-id.ts';
import { findOpenInvitation } from './invitation-token.ts';

/** Joins the workspace of an invitation: with a new account, or with the account that has the invited e-mail. */
export const acceptInvitation = mutation({
  permission: 'public',
  input: acceptInvitationInput,
  audit: { action: 'accept', target: 'invitation' },
  async prepare(actor, { token, name, password }) {
    const { email } = await findOpenInvitation(db(), token);
    return proveOrMakeAccount(actor, email, name, password);
  },
  async run({ tx, prepared: account }, { token }) {
    const { id, email, role, workspaceId } = await findOpenInvitation(tx, token);
    // Of two visitors with the same link, one finds it used.
    const used = await tx.invitation.updateMany({ where: { id, acceptedAt: null }, data: { acceptedAt: new Date() } });
    if (used.count === 0) throw new SluiceError('CONFLICT', 'This invitation was just accepted.');
    const user = 'id' in account ? account : await tx.user.create({ data: { ...account, id: newId() } });
    const key = { workspaceId, userId: user.id };
    await tx.membership.upsert({ where: { workspaceId_userId: key }, create: { ...key, role }, update: {} });
    return {
      result: { workspaceId, email },
      changed: { id, name: user.name, workspaceId, after: { email, role, userId: user.id } },
    };
  },
});

/** The account that has the e-mail, once the visitor has proved that it is theirs; else what a new one is made of. */
async function proveOrMakeAccount(actor: Actor, email: string, name?: string, password?: string) {
  const existing = await db().user.findUnique({ where: { email }, select: { id: true, name: true } });
  if (existing && 'userId' in actor && actor.userId === existing.id) return existing;
  if (existing) {
    const { id } = await checkPassword(actor, email, password ?? '');
    return { id, name: existing.name };
  }
  if (name === undefined) throw wrongField('name', 'Enter your name.');
  const chosen = passwordSchema.safeParse(password ?? '');
  if (!chosen.success) throw wrongField('password', chosen.error.issues[0]?.message ?? 'Choose a password.');
  return { email, name, passwordHash: await hashPassword(chosen.data) };
}

function wrongField(field: string, message: string): SluiceError {
  return new SluiceError('BAD_INPUT', message, { issues: [{ message, pointer: `/${field}` }] });
}
