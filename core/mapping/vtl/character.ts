import { HostObject } from '../value.ts';
import type { Value } from '../value.ts';

/** java.lang.Character: prints as the text does, but equals no text and has none of its methods. */
export class VtlChar extends HostObject {
  private readonly char: string;

  /** @param char one UTF-16 unit */
  constructor(char: string) {
    super();
    this.char = char;
  }

  override text(): string {
    return this.char;
  }

  override equals(other: Value | undefined): boolean {
    return other instanceof VtlChar && other.char === this.char;
  }

  override call(name: string, [other]: readonly Value[]): Value | undefined {
    if (name === 'toString') return this.char;
    if (name === 'charValue') return this;
    if (name === 'hashCode') return this.char.charCodeAt(0);
    if (name === 'equals') return this.equals(other);
    const order = other instanceof VtlChar ? this.char.charCodeAt(0) - other.char.charCodeAt(0) : undefined;
    return name === 'compareTo' ? order : undefined;
  }
}
