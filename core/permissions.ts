/** The one vocabulary of roles and permissions, used by the verbs to decide and by the console to show. */
export const roles = ['owner', 'admin', 'developer', 'viewer'] as const;
export type Role = (typeof roles)[number];

const everyone: readonly Role[] = roles;
const builders: readonly Role[] = ['owner', 'admin', 'developer'];
const managers: readonly Role[] = ['owner', 'admin'];
const owners: readonly Role[] = ['owner'];

/** Which roles hold each permission. What is not listed here is denied. */
export const permissionTable = {
  'apis.read': everyone,
  'apis.write': builders,
  'apis.delete': managers,
  'deployments.create': builders,
  'stages.write': builders,
  'stages.delete': managers,
  'telemetry.read': everyone,
  'sdks.read': everyone,
  'portals.read': everyone,
  'portals.write': builders,
  'keys.read': everyone,
  'keys.write': builders,
  'keys.reveal': managers,
  // Of one's own keys; those of others and of service accounts take accessKeys.manage.
  'accessKeys.read': everyone,
  'accessKeys.write': everyone,
  // A policy says what its holder may invoke: it is for those who could open the method itself.
  'accessKeys.grant': builders,
  'accessKeys.manage': managers,
  'credentials.read': managers,
  'credentials.write': managers,
  'plans.read': everyone,
  'plans.write': builders,
  'gateways.read': everyone,
  'gateways.write': managers,
  'members.read': everyone,
  'members.write': managers,
  'audit.read': managers,
  'workspace.read': everyone,
  'workspace.write': managers,
  'workspace.network': owners,
  'workspace.delete': owners,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissionTable;

export const permissions = Object.keys(permissionTable) as Permission[];

/** True when the role holds the permission. */
export function can(role: Role, permission: Permission): boolean {
  return (permissionTable[permission] as readonly Role[]).includes(role);
}

/** True when the first role holds all that the second one does. */
export function isAtLeast(role: Role, other: Role): boolean {
  return roles.indexOf(role) <= roles.indexOf(other);
}

/** The roles a member may give to others: nobody hands out more than they hold. */
export function grantableRoles(role: Role): Role[] {
  return can(role, 'members.write') ? roles.slice(roles.indexOf(role)) : [];
}
