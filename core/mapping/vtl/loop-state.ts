import { VtlMap } from '../value.ts';
import type { Value } from '../value.ts';

const getters: ReadonlyMap<string, string> = new Map([
  ['getIndex', 'index'],
  ['getCount', 'count'],
  ['hasNext', 'hasNext'],
  ['getHasNext', 'hasNext'],
  ['getFirst', 'first'],
  ['isFirst', 'first'],
  ['getLast', 'last'],
  ['isLast', 'last'],
  ['getParent', 'parent'],
  ['getTopmost', 'topmost'],
]);

/** `$foreach` within a loop: a map for what the template wants to keep there, with members of its own. */
export class LoopState extends VtlMap {
  index = 0;
  /** After the loop it cannot be left any more. */
  isOver = false;
  private readonly size: number;
  private readonly parent: LoopState | null;

  /** @param parent the loop around this one */
  constructor(size: number, parent: LoopState | null) {
    super();
    this.size = size;
    this.parent = parent;
  }

  /** `$foreach.name`: undefined for what is no member of loops. */
  member(name: string): Value | undefined {
    switch (name) {
      case 'index':
        return this.index;
      case 'count':
        return this.index + 1;
      case 'hasNext':
        return this.index + 1 < this.size;
      case 'first':
        return this.index === 0;
      case 'last':
        return this.index + 1 === this.size;
      case 'parent':
        return this.parent;
      case 'topmost':
        return this.topmost;
    }
    return undefined;
  }

  /** `$foreach.name()`: undefined for what is no method of loops. */
  call(name: string): Value | undefined {
    const property = getters.get(name);
    return property === undefined ? undefined : this.member(property);
  }

  private get topmost(): LoopState {
    return this.parent?.topmost ?? this;
  }
}
