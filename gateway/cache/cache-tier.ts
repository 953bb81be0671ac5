/** A store of cached responses that several nodes share. It may be slow or away: then it is as if it were empty. */
export type CacheTier = {
  /** The bytes of an entry, or null when there are none, or the store did not answer in time. Never rejects. */
  get(key: string): Promise<Buffer | null>;
  /** Keeps bytes for this long; nobody waits for it. */
  set(key: string, bytes: Buffer, ttlMs: number): void;
  /** Ends an entry; nobody waits for it. */
  remove(key: string): void;
  close(): void;
};
