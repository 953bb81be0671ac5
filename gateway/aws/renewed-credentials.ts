import type { AwsCredentials } from './sign.ts';

/** Credentials with their end, epoch ms. */
export type TemporaryCredentials = { credentials: AwsCredentials; expiresAtMs: number };

/** Credentials are renewed this long before they end, and not used at all shortly before it, ms. */
const renewBeforeMs = 5 * 60_000;
const uselessBeforeMs = 10_000;
/** They are not asked for again for this long, ms: where there were none, or where the same ones may come until they end. */
const holdMs = 1_000;

/** Credentials that end: asked for once for all that wait for them, kept, and renewed while the old ones still serve. */
export class RenewedCredentials {
  private readonly load: () => Promise<TemporaryCredentials>;
  private readonly now: () => number;
  private held: TemporaryCredentials | null = null;
  private pending: Promise<AwsCredentials> | null = null;
  private failure: Error | null = null;
  private triedAtMs = -Infinity;

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
    if (now() - this.triedAtMs < holdMs) {
      if (isUsable) return held.credentials;
      if (failure) throw failure;
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
      this.failure = error as Error;
      throw error;
    } finally {
      this.triedAtMs = this.now();
      this.pending = null;
    }
  }
}
