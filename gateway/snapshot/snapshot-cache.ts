import { setTimeout } from 'node:timers/promises';
import type { ControlPlaneError } from '../control-plane.ts';
import type { LastGood } from './last-good.ts';
import { prepareSnapshot } from './prepare.ts';
import type { PreparedApi } from './prepared.ts';
import { SnapshotRefused, verifySnapshot } from './verify.ts';

type Entry = { prepared: Promise<PreparedApi>; usedAtMs: number };

/** Prepared snapshots that no stage uses and that are kept for test calls. */
const maxSpare = 8;

/** Prepared snapshots by hash: each is fetched, checked and compiled once, from the disk if it is there. */
export class SnapshotCache {
  private readonly entries = new Map<string, Entry>();
  private readonly disk: LastGood;
  private readonly fetchBlob: (hash: string) => Promise<Buffer>;

  constructor(disk: LastGood, fetchBlob: (hash: string) => Promise<Buffer>) {
    this.disk = disk;
    this.fetchBlob = fetchBlob;
  }

  /**
   * The prepared snapshot of a hash. While the control plane cannot be reached it is asked again and again.
   * @throws SnapshotRefused when there is no such snapshot or it cannot be run
   */
  get(hash: string): Promise<PreparedApi> {
    let entry = this.entries.get(hash);
    if (!entry) {
      entry = { prepared: this.load(hash), usedAtMs: 0 };
      this.entries.set(hash, entry);
      // What failed once may work when it is asked for again.
      entry.prepared.catch(() => this.entries.delete(hash));
    }
    entry.usedAtMs = performance.now();
    return entry.prepared;
  }

  /** The prepared snapshot of a hash whose blob is on disk, without asking the control plane. */
  async fromDisk(hash: string): Promise<PreparedApi> {
    const known = this.entries.get(hash);
    if (known) return known.prepared;
    const gzip = await this.disk.readBlob(hash);
    if (!gzip) throw new SnapshotRefused(`Snapshot ${hash} is not on disk.`);
    const prepared = await prepareSnapshot(await verifySnapshot(gzip, hash), hash);
    this.entries.set(hash, { prepared: Promise.resolve(prepared), usedAtMs: performance.now() });
    return prepared;
  }

  /** Drops what no stage uses, but for the few that were used last. */
  retain(used: ReadonlySet<string>): void {
    const spare = [...this.entries].filter(([hash]) => !used.has(hash)).sort(([, a], [, b]) => b.usedAtMs - a.usedAtMs);
    for (const [hash] of spare.slice(maxSpare)) this.entries.delete(hash);
  }

  private async load(hash: string): Promise<PreparedApi> {
    const kept = await this.disk.readBlob(hash);
    if (kept) {
      try {
        return await prepareSnapshot(await verifySnapshot(kept, hash), hash);
      } catch (error) {
        // A damaged copy on disk is fetched anew; the control plane's own copy has the last word.
        if (!(error instanceof SnapshotRefused)) throw error;
      }
    }
    const gzip = await this.fetch(hash);
    const prepared = await prepareSnapshot(await verifySnapshot(gzip, hash), hash);
    await this.disk.writeBlob(hash, gzip);
    return prepared;
  }

  private async fetch(hash: string): Promise<Buffer> {
    for (let delayMs = 100; ; delayMs = Math.min(delayMs * 2, 5_000)) {
      try {
        return await this.fetchBlob(hash);
      } catch (error) {
        if (!(error as ControlPlaneError).isTransient) throw new SnapshotRefused((error as Error).message);
        await setTimeout(delayMs * (0.5 + Math.random() / 2), undefined, { ref: false });
      }
    }
  }
}
