import { noInput } from '#core/workspaces/input.ts';
import { onNodeReported } from '../push/node-signal.ts';
import { subscription } from '../subscription.ts';
import { watchChanges } from '../watch-changes.ts';
import { gatewayGroups } from './gateway-groups.ts';

/** What `listGroups` gives, again whenever a node's state changes. */
export const watchGroups = subscription({
  permission: 'gateways.read',
  input: noInput,
  run: ({ db, actor, signal }) =>
    watchChanges(() => gatewayGroups(db, actor.workspaceId), { signal, everyMs: 3_000, onNews: onNodeReported }),
});
