import { isAtLeast, type Role, roles } from '#core/permissions.ts';
import type { SelectOption } from '../ui/select.tsx';

/** A member or a service account that may hold an access key; `value` names it in the form. */
export type HolderOption = SelectOption & { role: Role; holder: { userId: string } | { serviceAccountId: string } };

type Me = { userId: string; role: Role };
type Member = { userId: string; name: string; role: Role };
type ServiceAccount = { serviceAccountId: string; name: string; role: Role };

/** For whom someone may make keys: themselves first, then those who hold no more than they do. */
export function holderOptions(
  me: Me,
  members: readonly Member[],
  accounts: readonly ServiceAccount[],
): [HolderOption, ...HolderOption[]] {
  const reachable = ({ role }: { role: Role }) => isAtLeast(me.role, role);
  const { userId, role } = me;
  return [
    { value: userId, label: 'You', role, holder: { userId } },
    ...accounts.filter(reachable).map(({ serviceAccountId, name, role }) => ({
      ...{ value: serviceAccountId, label: name, hint: `Service account, ${role}`, role },
      holder: { serviceAccountId },
    })),
    ...members
      .filter((member) => member.userId !== me.userId && reachable(member))
      .map(({ userId, name, role }) => ({ value: userId, label: name, hint: role, role, holder: { userId } })),
  ];
}

export const NO_ROLE = 'none';

/** What a key may be given: nothing, or a role up to its holder's. */
export function keyRoleOptions(holderRole: Role): SelectOption[] {
  return [
    { value: NO_ROLE, label: 'None', hint: 'Only signs requests to methods' },
    ...roles.map((role) =>
      isAtLeast(holderRole, role)
        ? { value: role, label: role }
        : { value: role, label: role, hint: 'Above its holder’s', disabled: true },
    ),
  ];
}
