import { mintTokenInput } from '#core/nodes/input.ts';
import { mutation } from '../mutation.ts';
import { newId } from '../new-id.ts';
import { findRunGroup } from './find-group.ts';
import { newNodeToken, storedToken } from './node-token.ts';

/** Makes a token with which nodes join a group. It is shown once. */
export const mintToken = mutation({
  permission: 'gateways.write',
  input: mintTokenInput,
  audit: { action: 'create', target: 'node-token' },
  async run({ tx, actor }, { groupId, name }) {
    const group = await findRunGroup(tx, actor, groupId);
    const token = newNodeToken();
    const stored = storedToken(token);
    const { id } = await tx.nodeToken.create({ data: { id: newId(), groupId, name, ...stored } });
    return { result: { id, token }, changed: { id, name, after: { group: group.name, prefix: stored.prefix } } };
  },
});
