import { z } from 'zod';
import { usageDeltaSchema, type UsageDelta } from './event.ts';

/** What the keys of one plan used on one day: names that all have in common are said once. */
export const packedUsageSchema = usageDeltaSchema.omit({ keyId: true, used: true }).extend({
  keyIds: z.array(z.string()),
  /** Requests, in the order of the keys. */
  used: z.array(z.number().int().nonnegative()),
});
export type PackedUsage = z.infer<typeof packedUsageSchema>;

type Plan = Omit<UsageDelta, 'keyId' | 'used'>;
const nameOf = ({ workspaceId, planId, day }: Plan) => `${workspaceId}\n${planId}\n${day}`;

export function packUsage(deltas: readonly UsageDelta[]): PackedUsage[] {
  const blocks = new Map<string, PackedUsage>();
  for (const { workspaceId, planId, day, keyId, used } of deltas) {
    const name = nameOf({ workspaceId, planId, day });
    let block = blocks.get(name);
    if (!block) blocks.set(name, (block = { workspaceId, planId, day, keyIds: [], used: [] }));
    block.keyIds.push(keyId);
    block.used.push(used);
  }
  return [...blocks.values()];
}

/** Null when a block has not one number for each key. */
export function unpackUsage(blocks: readonly PackedUsage[]): UsageDelta[] | null {
  if (blocks.some(({ keyIds, used }) => keyIds.length !== used.length)) return null;
  return blocks.flatMap(({ keyIds, used, ...plan }) =>
    keyIds.map((keyId, index) => ({ ...plan, keyId, used: used[index] ?? 0 })),
  );
}

/** One block for each plan and day, with one number for each key. */
export function sumUsage(blocks: readonly PackedUsage[]): PackedUsage[] {
  const alike = Map.groupBy(blocks, nameOf);
  return [...alike.values()].flatMap((those) => {
    const [first] = those;
    return first && those.length > 1 ? [sumOf(first, those)] : those;
  });
}

function sumOf({ workspaceId, planId, day }: Plan, blocks: readonly PackedUsage[]): PackedUsage {
  const sums = new Map<string, number>();
  for (const { keyIds, used } of blocks) {
    for (const [index, keyId] of keyIds.entries()) sums.set(keyId, (sums.get(keyId) ?? 0) + (used[index] ?? 0));
  }
  return { workspaceId, planId, day, keyIds: [...sums.keys()], used: [...sums.values()] };
}
