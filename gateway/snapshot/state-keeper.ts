import type { Applier } from './applier.ts';
import type { LastGood } from './last-good.ts';
import type { SnapshotCache } from './snapshot-cache.ts';

/** Changes that come within this time are written together, ms. */
const gatherMs = 100;
/** What the disk did not take is tried again after this time, ms. */
const retryMs = 1_000;
/** Writing takes at most this share of the time, so that a large state does not keep the disk and this thread busy. */
const maxShare = 0.05;

/** Keeps the applied state on disk as it changes, and lets go of snapshots that nothing uses any more. */
export class StateKeeper {
  private readonly applier: Applier;
  private readonly disk: LastGood;
  private readonly snapshots: SnapshotCache;
  private readonly retained: (hashes: string[]) => void;
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> | null = null;
  private isStale = false;
  private lastTookMs = 0;
  private kept = '';

  /** @param retained told which snapshots are still of use */
  constructor(applier: Applier, disk: LastGood, snapshots: SnapshotCache, retained: (hashes: string[]) => void) {
    this.applier = applier;
    this.disk = disk;
    this.snapshots = snapshots;
    this.retained = retained;
  }

  /** The disk holds what is applied now: it was restored from there. */
  restored(): void {
    this.kept = this.signature;
    this.isStale = false;
  }

  changed(): void {
    this.isStale = true;
    // An incomplete state must not take the place of a complete one.
    if (!this.applier.isReady || this.timer || this.writing) return;
    const pauseMs = this.disk.problem === null ? gatherMs : retryMs;
    this.timer = setTimeout(() => void this.write(), Math.max(pauseMs, this.lastTookMs / maxShare)).unref();
  }

  async stop(): Promise<void> {
    await this.writing;
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    if (this.isStale && this.applier.isReady) await this.write();
  }

  private write(): Promise<void> {
    this.timer = null;
    this.writing = this.writeNow().finally(() => {
      this.writing = null;
      if (this.isStale) this.changed();
    });
    return this.writing;
  }

  private async writeNow(): Promise<void> {
    this.isStale = false;
    const { signature } = this;
    // Writing the same again would push the older copy out.
    if (signature === this.kept) return;
    const startedAtMs = performance.now();
    const hashes = this.applier.snapshotHashes;
    this.retained(this.snapshots.retain(hashes));
    await this.disk.write(this.applier.state, hashes);
    this.lastTookMs = performance.now() - startedAtMs;
    if (this.disk.problem !== null) {
      this.isStale = true;
      return;
    }
    this.kept = signature;
    if (this.applier.isSynced) this.disk.damage.length = 0;
  }

  private get signature(): string {
    const { epoch, appliedSeq, stateHash, refused } = this.applier;
    return JSON.stringify([epoch, appliedSeq, stateHash, refused]);
  }
}
