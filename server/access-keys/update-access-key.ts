import { updateAccessKeyInput } from '#core/access-keys/input.ts';
import { mutation } from '../mutation.ts';
import { pushAccessKey } from './access-key-state.ts';
import { auditedAccessKey } from './audited-access-key.ts';
import { assertMayGrant, findAccessKey } from './find-access-key.ts';

/** Changes an access key's facts; disabling it has every node refuse it at once. */
export const updateAccessKey = mutation({
  permission: 'accessKeys.write',
  input: updateAccessKeyInput,
  audit: { action: 'update', target: 'access-key' },
  async run({ tx, actor, push }, { accessKeyId, ...patch }) {
    if (patch.policy != null) assertMayGrant(actor);
    const before = await findAccessKey(tx, actor, accessKeyId);
    const after = await tx.accessKey.update({ where: { id: accessKeyId }, data: patch });
    await pushAccessKey(tx, push, accessKeyId);
    return {
      result: { accessKeyId },
      changed: {
        id: accessKeyId,
        name: after.name,
        before: auditedAccessKey(before),
        after: auditedAccessKey(after),
      },
    };
  },
});
