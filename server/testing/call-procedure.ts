import { TRPCError } from '@trpc/server';
import { SluiceError } from '#core/errors.ts';
import type { Access, Actor } from '../actor.ts';
import { appRouter } from '../api/root.ts';
import { createCaller } from '../api/trpc.ts';

export type Procedure = { path: string; type: 'query' | 'mutation' | 'subscription'; permission: Access | undefined };

/** Every procedure of the router, by walking it. */
export function allProcedures(): Procedure[] {
  return Object.entries(appRouter._def.procedures).map(([path, procedure]) => {
    const { type, meta } = (procedure as unknown as { _def: Definition })._def;
    return { path, type, permission: meta?.permission };
  });
}

type Definition = { type: Procedure['type']; meta?: { permission?: Access } };

export type Answer = { code: string; message: string; value?: unknown };

/** Calls a procedure by its path, of a subscription up to its first value; code `OK` when it did not refuse. */
export async function callProcedure(path: string, actor: Actor, input: unknown): Promise<Answer> {
  const caller = createCaller(appRouter)({ actor });
  const procedure = path.split('.').reduce<unknown>((of, name) => (of as Record<string, unknown>)[name], caller);
  try {
    const answer = await (procedure as (input: unknown) => Promise<unknown>)(input);
    return { code: 'OK', message: '', value: isStream(answer) ? await first(answer) : answer };
  } catch (error) {
    const cause = error instanceof TRPCError ? error.cause : error;
    if (cause instanceof SluiceError) return { code: cause.code, message: cause.message };
    throw error;
  }
}

function isStream(answer: unknown): answer is AsyncIterable<unknown> {
  return typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer;
}

async function first(stream: AsyncIterable<unknown>): Promise<unknown> {
  for await (const value of stream) return value;
  return undefined;
}
