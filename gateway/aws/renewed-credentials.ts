import type { AwsCredentials } from './sign.ts';

/** Credentials with their end, epoch ms. */
export type TemporaryCredentials = { credentials: AwsCredentials; expiresAtMs: number };

/** Credentials are renewed this long before they end, and not used at all shortly before it, ms. */
const renewBeforeMs = 5 * 60_000;
const uselessBeforeMs = 10_000;
/** Where there were none, they are not asked for again for this long, ms. */
const failureHoldMs = 1_000;

/** Credentials that end: asked for once for all that wait for them, kept, and renewed while the old ones still serve. */
export class RenewedCredentials {
  private readonly load: () => Promise<TemporaryCredentials>;
  private readonly now: () => number;
  private held: TemporaryCredentials | null = null;
  private pending: Promise<AwsCredentials> | null = null;
  private failure: { error: Error; atMs: number } | null = null;

  constructor(load: () => Promise<TemporaryCredentials>, now: () => number) {
    this.load = load;
    this.now = now;
  }

  /** @throws what `load` rejected with a moment ago; a promise that is returned rejects with what it rejects with now */
  get(): AwsCredentials | Promise<AwsCredentials> {
    const { held, failure, now } = this;
    const leftMs = (held?.expiresAtMs ?? 0) - now();
    if (held && leftMs > renewBeforeMs) return held.credentials;
    const isUsable = held !== null && leftMs > uselessBeforeMs;
    if (failure && now() - failure.atMs < failureHoldMs) {
      if (isUsable) return held.credentials;
      throw failure.error;
    }
    this.pending ??= this.renew();
    if (!isUsable) return this.pending;
    this.pending.catch(() => undefined);
    return held.credentials;
  }

  private async renew(): Promise<AwsCredentials> {
    try {
      this.held = await this.load();
      this.failure = null;
      return this.held.credentials;
    } catch (error) {
      this.failure = { error: error as Error, atMs: this.now() };
      throw error;
    } finally {
      this.pending = null;
    }
  }
}
