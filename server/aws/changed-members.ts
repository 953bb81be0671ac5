import { isDeepStrictEqual } from 'node:util';

/** The members that a patch changed: an update which is given no more leaves alone what others change meanwhile. */
export function changedMembers<State extends object>(before: State, after: State): Partial<State> {
  const changed = Object.entries(after).filter(
    ([name, value]) => !isDeepStrictEqual(value, before[name as keyof State]),
  );
  return Object.fromEntries(changed) as Partial<State>;
}
