import { decodeResponse, encodeResponse, memoryOf, type CachedResponse } from './cached-response.ts';
import { seal, unseal } from './seal.ts';

type Entry = { readonly value: CachedResponse | Buffer; readonly bytes: number; readonly expiresAtMs: number };

/** The entries of one stage, least recently used first. */
type Partition = { readonly entries: Map<string, Entry>; limitBytes: number; bytes: number };

/**
 * The caches of all stages in this thread's memory. A stage has at most its own size, and all together have one budget;
 * when that is full, room is made by the stage that fills the greatest part of its own.
 */
export class MemoryCache {
  private readonly budgetBytes: number;
  private readonly partitions = new Map<string, Partition>();
  private total = 0;

  constructor(budgetBytes: number) {
    this.budgetBytes = budgetBytes;
  }

  /** Bytes in use, by estimate. */
  get bytes(): number {
    return this.total;
  }

  /** @param nowMs monotonic */
  get(stageId: string, key: string, nowMs: number): CachedResponse | null {
    const partition = this.partitions.get(stageId);
    const entry = partition?.entries.get(key);
    if (!partition || !entry) return null;
    partition.entries.delete(key);
    if (entry.expiresAtMs <= nowMs) {
      this.forget(partition, entry);
      return null;
    }
    partition.entries.set(key, entry);
    return Buffer.isBuffer(entry.value) ? decodeResponse(unseal(entry.value, key)) : entry.value;
  }

  /**
   * Keeps a response; one that is larger than its stage's cache is not kept.
   * @param limitBytes the size of the stage's cache
   * @param expiresAtMs monotonic
   */
  set(
    stageId: string,
    limitBytes: number,
    key: string,
    response: CachedResponse,
    expiresAtMs: number,
    isEncrypted: boolean,
  ): void {
    const partition = this.partitions.get(stageId) ?? { entries: new Map(), limitBytes, bytes: 0 };
    this.partitions.set(stageId, partition);
    partition.limitBytes = Math.min(limitBytes, this.budgetBytes);
    this.remove(stageId, key);
    const bytes = memoryOf(response);
    if (bytes > partition.limitBytes) return;
    const value = isEncrypted ? seal(encodeResponse(response), key) : response;
    partition.entries.set(key, { value, bytes, expiresAtMs });
    partition.bytes += bytes;
    this.total += bytes;
    while (partition.bytes > partition.limitBytes) this.evictOldest(partition);
    while (this.total > this.budgetBytes) this.evictOldest(this.fullest());
  }

  remove(stageId: string, key: string): void {
    const partition = this.partitions.get(stageId);
    const entry = partition?.entries.get(key);
    if (!partition || !entry) return;
    partition.entries.delete(key);
    this.forget(partition, entry);
  }

  private evictOldest(partition: Partition): void {
    const [oldest] = partition.entries;
    if (!oldest) throw new Error('A partition that takes memory has entries.');
    partition.entries.delete(oldest[0]);
    this.forget(partition, oldest[1]);
  }

  private forget(partition: Partition, { bytes }: Entry): void {
    partition.bytes -= bytes;
    this.total -= bytes;
  }

  private fullest(): Partition {
    let fullest: Partition | null = null;
    let most = -1;
    for (const partition of this.partitions.values()) {
      const share = partition.bytes / partition.limitBytes;
      if (share > most) [fullest, most] = [partition, share];
    }
    if (!fullest) throw new Error('Memory is taken by a partition.');
    return fullest;
  }
}
