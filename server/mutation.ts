import type { z } from 'zod';
import type { Access, Actor, ActorFor } from './actor.ts';
import { type AuditName, type Changed, writeAudit } from './audit.ts';
import { authorize } from './authorize.ts';
import { type Tx, transaction } from './db.ts';
import { parseInput } from './parse-input.ts';
import { type NewRevision, appendRevision } from './push/append-revision.ts';
import { revisionsChanged } from './push/revision-signal.ts';

/** Sends the new state of a stage, key or plan to the nodes when the transaction commits; returns its number. */
export type Push = (revision: NewRevision) => Promise<bigint>;

export type MutationContext<A extends Access> = { tx: Tx; actor: ActorFor<A>; push: Push };

/** What `run` gives back: the result for the caller, and what changed for the audit row. */
export type Outcome<Result> = { result: Result; changed: Changed | Changed[] };

export type Mutation<A extends Access, Schema extends z.ZodType, Result> = {
  type: 'mutation';
  permission: A;
  input: Schema;
  audit: AuditName;
  /** Parses, authorises, and runs in one transaction with the audit row. */
  execute: (actor: Actor, input: unknown) => Promise<Result>;
};

/** Builds a verb that changes something. Input, permission, transaction, write, push and audit happen here, once. */
export function mutation<A extends Access, Schema extends z.ZodType, Result, Prepared = undefined>(definition: {
  permission: A;
  input: Schema;
  audit: AuditName;
  /** Work that must not hold the transaction open, such as hashing a password; what it returns reaches `run`. */
  prepare?: (actor: ActorFor<A>, input: z.output<Schema>) => Promise<Prepared>;
  run: (
    context: MutationContext<A> & { prepared: NoInfer<Prepared> },
    input: z.output<Schema>,
  ) => Promise<Outcome<Result>>;
}): Mutation<A, Schema, Result> {
  const { permission, input: schema, audit, prepare, run } = definition;
  return {
    type: 'mutation',
    permission,
    input: schema,
    audit,
    async execute(actor, rawInput) {
      const granted = authorize(permission, actor);
      const input = parseInput(schema, rawInput);
      const prepared = (await prepare?.(granted, input)) as Prepared;
      let pushed = false;
      const result = await transaction(async (tx) => {
        pushed = false;
        const push = (revision: NewRevision) => {
          pushed = true;
          return appendRevision(tx, revision);
        };
        const outcome = await run({ tx, actor: granted, push, prepared }, input);
        for (const changed of [outcome.changed].flat()) await writeAudit(tx, actor, audit, changed);
        return outcome.result;
      });
      if (pushed) revisionsChanged();
      return result;
    },
  };
}
