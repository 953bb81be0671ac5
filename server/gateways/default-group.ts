/** Id of the group that every installation has: it serves all workspaces, and new stages unless they name others. */
export const defaultGroupId = 'default';
