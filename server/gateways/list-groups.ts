import { noInput } from '#core/workspaces/input.ts';
import { query } from '../query.ts';
import { gatewayGroups } from './gateway-groups.ts';

/** The groups that may serve the workspace, with the state of their nodes. */
export const listGroups = query({
  permission: 'gateways.read',
  input: noInput,
  run: ({ db, actor }) => gatewayGroups(db, actor.workspaceId),
});
