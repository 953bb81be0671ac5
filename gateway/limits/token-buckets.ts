/**
 * Token buckets in two flat arrays: a bucket holds up to `burst` requests and gains `rate` per second. Exact for one
 * process: within any t seconds at most burst + rate * t requests pass.
 */
export class TokenBuckets {
  private tokens = new Float64Array(1024);
  private refilledAtMs = new Float64Array(1024);
  private size = 0;
  private readonly free: number[] = [];

  /** A new bucket, full at whatever burst it is first used with. */
  allocate(): number {
    const index = this.free.pop() ?? this.size;
    if (index === this.size) {
      this.size += 1;
      if (this.size > this.tokens.length) this.grow();
    }
    this.tokens[index] = Infinity;
    this.refilledAtMs[index] = 0;
    return index;
  }

  /** Gives a bucket back; its index may be handed out again. */
  release(index: number): void {
    this.free.push(index);
  }

  /** Whether the bucket holds a token at `nowMs` (a clock that never goes back). Takes nothing. */
  has(index: number, rate: number, burst: number, nowMs: number): boolean {
    const elapsedMs = nowMs - (this.refilledAtMs[index] ?? 0);
    const tokens = Math.min(burst, (this.tokens[index] ?? 0) + (elapsedMs > 0 ? (elapsedMs * rate) / 1000 : 0));
    this.tokens[index] = tokens;
    if (elapsedMs > 0) this.refilledAtMs[index] = nowMs;
    return tokens >= 1;
  }

  /** Takes the token that `has` saw. */
  take(index: number): void {
    this.tokens[index] = (this.tokens[index] ?? 0) - 1;
  }

  private grow(): void {
    const tokens = new Float64Array(this.tokens.length * 2);
    const refilledAtMs = new Float64Array(this.tokens.length * 2);
    tokens.set(this.tokens);
    refilledAtMs.set(this.refilledAtMs);
    this.tokens = tokens;
    this.refilledAtMs = refilledAtMs;
  }
}
