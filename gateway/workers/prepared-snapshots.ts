import { prepareSnapshot } from '#gateway/snapshot/prepare.ts';
import type { PreparedApi } from '#gateway/snapshot/prepared.ts';
import { verifySnapshot } from '#gateway/snapshot/verify.ts';

/** The snapshots that a worker has compiled, by hash. The main thread decides which are of use. */
export class PreparedSnapshots {
  private readonly prepared = new Map<string, PreparedApi>();

  /** @throws SnapshotRefused */
  async prepare(hash: string, gzip: Uint8Array): Promise<PreparedApi> {
    const known = this.prepared.get(hash);
    if (known) return known;
    const prepared = await prepareSnapshot(await verifySnapshot(Buffer.from(gzip), hash), hash);
    this.prepared.set(hash, prepared);
    return prepared;
  }

  /** A snapshot that was prepared before. */
  get(hash: string): PreparedApi {
    const prepared = this.prepared.get(hash);
    if (!prepared) throw new Error(`Snapshot ${hash} is not prepared.`);
    return prepared;
  }

  retain(hashes: readonly string[]): void {
    const kept = new Set(hashes);
    for (const hash of this.prepared.keys()) if (!kept.has(hash)) this.prepared.delete(hash);
  }
}
