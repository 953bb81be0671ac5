import { SluiceError } from '#core/errors.ts';
import { can } from '#core/permissions.ts';
import type { Access, Actor, ActorFor } from './actor.ts';

/** The actor as what the verb asks for, or an error: what is not granted is denied. */
export function authorize<A extends Access>(access: A, actor: Actor): ActorFor<A>;
export function authorize(access: Access, actor: Actor): Actor {
  if (access === 'public') return actor;
  if (!('userId' in actor)) throw new SluiceError('UNAUTHENTICATED', 'Sign in to do this.');
  if (access === 'signed-in') return actor;
  if (!('workspaceId' in actor)) throw new SluiceError('FORBIDDEN', 'You are not a member of a workspace.');
  if (!can(actor.role, access)) {
    throw new SluiceError(
      'FORBIDDEN',
      `Your role, ${actor.role}, lacks the permission ${access}. Ask an owner or an admin.`,
    );
  }
  return actor;
}
