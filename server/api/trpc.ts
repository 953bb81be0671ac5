import { initTRPC } from '@trpc/server';
import superjson from 'superjson';
import type { z } from 'zod';
import { SluiceError } from '#core/errors.ts';
import type { Access, Actor } from '../actor.ts';
import type { Mutation } from '../mutation.ts';
import type { Query } from '../query.ts';
import { toTrpcError } from './errors.ts';

export type ApiContext = { actor: Actor };
export type ProcedureMeta = { permission: Access };

const t = initTRPC
  .context<ApiContext>()
  .meta<ProcedureMeta>()
  .create({
    transformer: superjson,
    // A quiet subscription must look alive to the proxies on its way, and a dead one must be opened anew.
    sse: { ping: { enabled: true, intervalMs: 10_000 }, client: { reconnectAfterInactivityMs: 25_000 } },
    errorFormatter({ shape, error }) {
      const cause = error.cause instanceof SluiceError ? error.cause : undefined;
      const { stack: _, ...data } = shape.data;
      const sluice = { code: cause?.code ?? 'INTERNAL', issues: cause?.issues ?? [], errorId: cause?.errorId };
      return { ...shape, data: { ...data, sluice } };
    },
  });

export const router = t.router;
export const mergeRouters = t.mergeRouters;
export const createCaller = t.createCallerFactory;

/**
 * The procedure of a verb. The verb parses its own input, so the transport hands it over as it came and the same
 * errors reach every transport; `parse` here only gives the procedure its type.
 */
export function expose<A extends Access, Schema extends z.ZodType, Result>(
  verb: Mutation<A, Schema, Result>,
): ReturnType<typeof mutationProcedure<Schema, Result>>;
export function expose<A extends Access, Schema extends z.ZodType, Result>(
  verb: Query<A, Schema, Result>,
): ReturnType<typeof queryProcedure<Schema, Result>>;
export function expose(verb: Mutation<Access, z.ZodType, unknown> | Query<Access, z.ZodType, unknown>) {
  return verb.type === 'mutation' ? mutationProcedure(verb) : queryProcedure(verb);
}

const untouched =
  <Schema extends z.ZodType>() =>
  (input: unknown) =>
    input as z.input<Schema>;

function mutationProcedure<Schema extends z.ZodType, Result>(verb: Mutation<Access, Schema, Result>) {
  return t.procedure
    .meta({ permission: verb.permission })
    .input(untouched<Schema>())
    .mutation(({ ctx, input }) => verb.execute(ctx.actor, input).catch(rethrow));
}

function queryProcedure<Schema extends z.ZodType, Result>(verb: Query<Access, Schema, Result>) {
  return t.procedure
    .meta({ permission: verb.permission })
    .input(untouched<Schema>())
    .query(({ ctx, input }) => verb.execute(ctx.actor, input).catch(rethrow));
}

function rethrow(thrown: unknown): never {
  throw toTrpcError(thrown);
}

/**
 * A subscription over server-sent events. `source` yields until `signal` aborts; the caller is authorised before the
 * first value.
 */
export function stream<A extends Access, Schema extends z.ZodType, Value>(subscription: {
  permission: A;
  input: Schema;
  open: (actor: Actor, input: unknown, signal: AbortSignal) => AsyncIterable<Value>;
}) {
  return t.procedure
    .meta({ permission: subscription.permission })
    .input(untouched<Schema>())
    .subscription(async function* ({ ctx, input, signal }) {
      try {
        yield* subscription.open(ctx.actor, input, signal ?? new AbortController().signal);
      } catch (thrown) {
        rethrow(thrown);
      }
    });
}
