import { setTimeout } from 'node:timers/promises';
import type { ControlPlaneError } from '../control-plane.ts';
import type { LastGood } from './last-good.ts';
import { SnapshotRefused, unpackBlob } from './verify.ts';

/** What is to be known of a snapshot that the workers have prepared. */
export type PreparedFacts = { apiId: string };

export type SnapshotBlob = { hash: string; gzip: Buffer };

type Entry = { blob: Promise<Buffer>; prepared: Promise<PreparedFacts> | null; gzip: Buffer | null; usedAtMs: number };

/** Snapshots that no stage uses and that are kept for test calls. */
const maxSpare = 8;

/** The node's snapshots by hash: each is fetched and checked once, from the disk if it is there, and prepared by every worker. */
export class SnapshotCache {
  private readonly entries = new Map<string, Entry>();
  private readonly disk: LastGood;
  private readonly fetchBlob: (hash: string) => Promise<Buffer>;
  private readonly prepare: (blob: SnapshotBlob) => Promise<PreparedFacts>;

  /** @param prepare rejects with SnapshotRefused when a worker refuses the snapshot */
  constructor(
    disk: LastGood,
    fetchBlob: (hash: string) => Promise<Buffer>,
    prepare: (blob: SnapshotBlob) => Promise<PreparedFacts>,
  ) {
    this.disk = disk;
    this.fetchBlob = fetchBlob;
    this.prepare = prepare;
  }

  /**
   * Has a snapshot prepared. While the control plane cannot be reached it is asked again and again.
   * @throws SnapshotRefused when there is no such snapshot or it cannot be run
   */
  get(hash: string): Promise<PreparedFacts> {
    const entry = this.entry(hash, () => this.load(hash));
    entry.prepared ??= this.prepareAndKeep(hash, entry);
    // What failed once may work when it is asked for again.
    entry.prepared.catch(() => this.forget(hash, entry));
    return entry.prepared;
  }

  /** The same for a snapshot whose blob is on disk, without asking the control plane. */
  fromDisk(hash: string): Promise<PreparedFacts> {
    const entry = this.entry(hash, () => this.read(hash));
    entry.prepared ??= entry.blob.then((gzip) => this.prepare({ hash, gzip }));
    entry.prepared.catch(() => this.forget(hash, entry));
    return entry.prepared;
  }

  /** The blob of a hash for a test call, which one worker prepares. */
  blob(hash: string): Promise<Buffer> {
    return this.entry(hash, () => this.load(hash)).blob;
  }

  /** The blobs of these hashes that are here already: what a new worker prepares before it serves. */
  blobsOf(hashes: ReadonlySet<string>): SnapshotBlob[] {
    return [...hashes].flatMap((hash) => {
      const gzip = this.entries.get(hash)?.gzip;
      return gzip ? [{ hash, gzip }] : [];
    });
  }

  /** Drops what no stage uses, but for the few that were used last; the hashes that stay. */
  retain(used: ReadonlySet<string>): string[] {
    const spare = [...this.entries].filter(([hash]) => !used.has(hash)).sort(([, a], [, b]) => b.usedAtMs - a.usedAtMs);
    for (const [hash] of spare.slice(maxSpare)) this.entries.delete(hash);
    return [...this.entries.keys()];
  }

  private entry(hash: string, load: () => Promise<Buffer>): Entry {
    let entry = this.entries.get(hash);
    if (!entry) {
      const made: Entry = { blob: load(), prepared: null, gzip: null, usedAtMs: 0 };
      made.blob.then(
        (gzip) => (made.gzip = gzip),
        () => this.forget(hash, made),
      );
      this.entries.set(hash, (entry = made));
    }
    entry.usedAtMs = performance.now();
    return entry;
  }

  private forget(hash: string, entry: Entry): void {
    if (this.entries.get(hash) === entry) this.entries.delete(hash);
  }

  private async prepareAndKeep(hash: string, entry: Entry): Promise<PreparedFacts> {
    const gzip = await entry.blob;
    const prepared = await this.prepare({ hash, gzip });
    if ((await this.disk.readBlob(hash)) === null) await this.disk.writeBlob(hash, gzip);
    return prepared;
  }

  private async read(hash: string): Promise<Buffer> {
    const gzip = await this.disk.readBlob(hash);
    if (!gzip) throw new SnapshotRefused(`Snapshot ${hash} is not on disk.`);
    await unpackBlob(gzip, hash);
    return gzip;
  }

  private async load(hash: string): Promise<Buffer> {
    try {
      return await this.read(hash);
    } catch (error) {
      // A damaged copy on disk is fetched anew; the control plane's own copy has the last word.
      if (!(error instanceof SnapshotRefused)) throw error;
    }
    await this.disk.removeBlob(hash);
    const gzip = await this.fetch(hash);
    await unpackBlob(gzip, hash);
    return gzip;
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
