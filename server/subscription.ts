import type { z } from 'zod';
import { can } from '#core/permissions.ts';
import type { Access, Actor, ActorFor } from './actor.ts';
import { authorize } from './authorize.ts';
import { type Db, db } from './db.ts';
import { parseInput } from './parse-input.ts';

export type SubscriptionContext<A extends Access> = { db: Db; actor: ActorFor<A>; signal: AbortSignal };

export type Subscription<A extends Access, Schema extends z.ZodType, Value> = {
  type: 'subscription';
  permission: A;
  input: Schema;
  /** Values until `signal` aborts or the caller may no longer see them. */
  open: (actor: Actor, input: unknown, signal: AbortSignal) => AsyncGenerator<Value>;
};

const checkAgainMs = 10_000;

/** Builds a verb that goes on telling what changes. It ends within ten seconds of losing its session or its permission. */
export function subscription<A extends Access, Schema extends z.ZodType, Value>(definition: {
  permission: A;
  input: Schema;
  run: (context: SubscriptionContext<A>, input: z.output<Schema>) => AsyncIterable<Value>;
}): Subscription<A, Schema, Value> {
  const { permission, input: schema, run } = definition;
  return {
    type: 'subscription',
    permission,
    input: schema,
    async *open(actor, rawInput, signal) {
      const granted = authorize(permission, actor);
      const input = parseInput(schema, rawInput);
      const revoked = new AbortController();
      const timer = setInterval(() => {
        void isStillGranted(permission, actor).then(
          (still) => still || revoked.abort(),
          () => revoked.abort(),
        );
      }, checkAgainMs);
      const ended = AbortSignal.any([signal, revoked.signal]);
      try {
        yield* run({ db: db(), actor: granted, signal: ended }, input);
      } finally {
        clearInterval(timer);
      }
    },
  };
}

async function isStillGranted(permission: Access, actor: Actor): Promise<boolean> {
  if (!('userId' in actor)) return permission === 'public';
  if (!(await db().session.findUnique({ where: { id: actor.sessionId }, select: { id: true } }))) return false;
  if (permission === 'public' || permission === 'signed-in' || !('workspaceId' in actor)) return true;
  const { workspaceId, userId } = actor;
  const membership = await db().membership.findUnique({ where: { workspaceId_userId: { workspaceId, userId } } });
  return membership?.role === actor.role && can(actor.role, permission);
}
