import { canonicalJson, sha256Hex } from '#core/snapshot/hash.ts';
import type { Revision } from '#core/snapshot/revision.ts';

const mask = (1n << 256n) - 1n;

/**
 * A digest of everything applied that does not depend on the order in which it came: the sum of the SHA-256 of every
 * record, so that one changed key of 100,000 costs one hash. Nodes that agree have the same.
 */
export class StateDigest {
  private readonly parts = new Map<string, bigint>();
  private sum = 0n;

  set({ kind, id, body }: Pick<Revision, 'kind' | 'id' | 'body'>): void {
    const name = `${kind} ${id}`;
    const part = body === null ? 0n : BigInt(`0x${sha256Hex(canonicalJson([kind, id, unsealed(body)]))}`);
    this.sum = (this.sum - (this.parts.get(name) ?? 0n) + part) & mask;
    if (body === null) this.parts.delete(name);
    else this.parts.set(name, part);
  }

  /** 64 hex digits. */
  get value(): string {
    return this.sum.toString(16).padStart(64, '0');
  }
}

/** Secrets are sealed to each node anew: what is sealed is no part of what nodes agree on. */
function unsealed(body: NonNullable<Revision['body']>): object {
  return 'sealed' in body ? { ...body, sealed: null } : body;
}
