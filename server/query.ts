import type { z } from 'zod';
import type { Access, Actor, ActorFor } from './actor.ts';
import { authorize } from './authorize.ts';
import { type Db, db } from './db.ts';
import { parseInput } from './parse-input.ts';

export type QueryContext<A extends Access> = { db: Db; actor: ActorFor<A> };

export type Query<A extends Access, Schema extends z.ZodType, Result> = {
  type: 'query';
  permission: A;
  input: Schema;
  execute: (actor: Actor, input: unknown) => Promise<Result>;
};

/** Builds a verb that only reads. */
export function query<A extends Access, Schema extends z.ZodType, Result>(definition: {
  permission: A;
  input: Schema;
  run: (context: QueryContext<A>, input: z.output<Schema>) => Promise<Result>;
}): Query<A, Schema, Result> {
  const { permission, input: schema, run } = definition;
  return {
    type: 'query',
    permission,
    input: schema,
    async execute(actor, rawInput) {
      return run({ db: db(), actor: authorize(permission, actor) }, parseInput(schema, rawInput));
    },
  };
}
