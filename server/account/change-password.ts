import { SluiceError } from '#core/errors.ts';
import { changePasswordInput } from '#core/members/input.ts';
import { hashPassword } from '../auth/password.ts';
import { checkPassword } from '../auth/sign-in.ts';
import { mutation } from '../mutation.ts';

/** Sets a new password and ends the user's other sessions: whoever knew the old one is signed out. */
export const changePassword = mutation({
  permission: 'signed-in',
  input: changePasswordInput,
  audit: { action: 'change-password', target: 'user' },
  async prepare(actor, { currentPassword, newPassword }) {
    await checkPassword(actor, actor.email, currentPassword).catch(wrongPassword);
    return hashPassword(newPassword);
  },
  async run({ tx, actor, prepared: passwordHash }) {
    await tx.user.update({ where: { id: actor.userId }, data: { passwordHash } });
    const ended = await tx.session.deleteMany({ where: { userId: actor.userId, id: { not: actor.sessionId } } });
    return { result: { endedSessions: ended.count }, changed: { id: actor.userId, name: actor.name } };
  },
});

function wrongPassword(error: unknown): never {
  if (!(error instanceof SluiceError) || error.code !== 'UNAUTHENTICATED') throw error;
  const message = 'The current password is wrong.';
  throw new SluiceError('BAD_INPUT', message, { issues: [{ message, pointer: '/currentPassword' }] });
}
