import { can } from '#core/permissions.ts';
import type { Member } from '../../actor.ts';
import { revealKeys } from '../../keys/reveal-keys.ts';

/** The values of keys, as far as the caller may see them. */
export async function visibleValues(actor: Member, keyIds: string[]): Promise<Map<string, string>> {
  return can(actor.role, 'keys.reveal') ? revealKeys.execute(actor, { keyIds }) : new Map<string, string>();
}
