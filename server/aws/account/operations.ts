import type { Member } from '../../actor.ts';
import { getLogRole } from '../../workspaces/get-log-role.ts';
import { setLogRole } from '../../workspaces/set-log-role.ts';
import { badRequest } from '../aws-error.ts';
import { patchOperations } from '../members.ts';
import { operation } from '../operation.ts';
import { applyPatch, type PatchTarget } from '../patch.ts';

/** AWS's Account, with the limits that AWS gives one in most regions. */
async function readAccount(actor: Member) {
  const { cloudwatchRoleArn } = await getLogRole.execute(actor, {});
  return {
    cloudwatchRoleArn,
    throttleSettings: { burstLimit: 5_000, rateLimit: 10_000 },
    features: ['UsagePlans'],
    apiKeyVersion: '4',
  };
}

type State = { cloudwatchRoleArn: string | null };

const accountPatches: PatchTarget<State>[] = [
  {
    path: '/cloudwatchRoleArn',
    ops: ['replace', 'remove'],
    apply: (account, { value }) => void (account.cloudwatchRoleArn = value || null),
  },
  {
    path: '/features',
    ops: ['add', 'remove'],
    apply(_, { op, value }) {
      if (value !== 'UsagePlans') throw badRequest(`Invalid feature '${value}'. Must be one of: [UsagePlans]`);
      if (op === 'remove') throw badRequest('Usage Plans cannot be disabled once enabled');
    },
  },
];

export const accountOperations = {
  GetAccount: operation({
    exactness: { partial: 'throttleSettings are what AWS gives an account; nodes have no limit of an account' },
    run: ({ actor }) => readAccount(actor),
  }),

  UpdateAccount: operation(patchOperations, {
    exactness: { partial: 'the role is kept and not assumed: logs stay with the nodes' },
    async run({ actor }, body) {
      const before = await getLogRole.execute(actor, {});
      const after = applyPatch<State>(before, body.patchOperations, accountPatches);
      if (after.cloudwatchRoleArn !== before.cloudwatchRoleArn) await setLogRole.execute(actor, after);
      return readAccount(actor);
    },
  }),
};
