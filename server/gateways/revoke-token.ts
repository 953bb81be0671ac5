import { notFound } from '#core/errors.ts';
import { revokeTokenInput } from '#core/nodes/input.ts';
import { mutation } from '../mutation.ts';
import { findRunGroup, visibleGroups } from './find-group.ts';

/** Ends a token. Nodes that joined with it are cut off at their next connection and serve on with what they have. */
export const revokeToken = mutation({
  permission: 'gateways.write',
  input: revokeTokenInput,
  audit: { action: 'revoke', target: 'node-token' },
  async run({ tx, actor }, { tokenId }) {
    const token = await tx.nodeToken.findFirst({
      where: { id: tokenId, revokedAt: null, group: visibleGroups(actor.workspaceId) },
    });
    if (!token) throw notFound('Node token', tokenId);
    const group = await findRunGroup(tx, actor, token.groupId);
    await tx.nodeToken.update({ where: { id: tokenId }, data: { revokedAt: new Date() } });
    const before = { group: group.name, prefix: token.prefix };
    return { result: { tokenId }, changed: { id: tokenId, name: token.name, before } };
  },
});
