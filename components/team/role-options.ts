import { type Role, grantableRoles } from '#core/permissions.ts';
import type { MenuItem } from '../ui/menu.tsx';

const meaning: Record<Role, string> = {
  owner: 'Everything, including deleting the workspace.',
  admin: 'Members, gateways, settings, audit, reading key values back.',
  developer: 'Designs and deploys APIs, manages keys and plans.',
  viewer: 'Sees everything but the audit, changes nothing.',
};

/** The roles that someone of `role` may give, for a select or radio group. */
export function roleOptions(role: Role): { value: Role; label: string; hint: string }[] {
  return grantableRoles(role).map((value) => ({ value, label: value, hint: meaning[value] }));
}

/** The part of a row's menu where someone of the role `mine` gives another role to who has `current`. */
export function roleMenu(mine: Role, current: Role, onChoose: (role: Role) => void): MenuItem[] {
  return [
    { kind: 'heading', label: 'Role' },
    ...grantableRoles(mine).map((role) => ({
      kind: 'choice' as const,
      label: role,
      checked: role === current,
      onSelect: () => onChoose(role),
    })),
  ];
}
