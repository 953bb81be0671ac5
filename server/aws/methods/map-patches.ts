import type { AwsError } from '../aws-error.ts';
import type { PatchTarget } from '../patch.ts';

/** The target of an object's map: its members are added, replaced and removed by their names. */
export function mapTarget<State, Value>(
  path: string,
  mapOf: (state: State) => Record<string, Value>,
  { valueOf, absent }: { valueOf: (value: string) => Value; absent: AwsError },
): PatchTarget<State> {
  return {
    path,
    ops: ['add', 'replace', 'remove'],
    apply(state, { op, value, labels: [name = ''] }) {
      const map = mapOf(state);
      if (op !== 'add' && !Object.hasOwn(map, name)) throw absent;
      if (op === 'remove') delete map[name];
      else map[name] = valueOf(value);
    },
  };
}

/** A truth value as AWS reads it in patches of methods: everything but true is false. */
export function truthOf(value: string): boolean {
  return value.toLowerCase() === 'true';
}

export const textOf = (value: string): string => value;
