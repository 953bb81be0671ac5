import { importJWK, type CryptoKey, type JWK } from 'jose';
import { LRUCache } from 'lru-cache';
import { sendWhole } from '#gateway/aws/send-whole.ts';
import type { UpstreamClient } from '#gateway/http/upstream-types.ts';
import { isAsymmetric, suits } from './token-algorithms.ts';

/** Where an issuer's keys are: at a known address, or found by OpenID Connect discovery. */
export type KeySource = {
  /** Whose addresses the fetch may reach. */
  workspaceId: string;
  /** The operator of the node named the address. */
  isTrusted: boolean;
} & ({ jwksUri: string } | { issuer: string });

export type KeySetLimits = {
  /** A document of an issuer: time, ms, and size, bytes (AWS's limits of JWT authorizers). */
  timeoutMs: number;
  maxBytes: number;
  /** Keys are fetched anew when they are older, ms, while the old ones serve. */
  refreshAfterMs: number;
  /** An unknown key id asks for a fetch at most this often, ms. */
  cooldownMs: number;
  /** After a failure the next attempt waits this long, ms. */
  retryAfterMs: number;
  /** Keys serve this long after they were fetched, ms, while the issuer is away. */
  keepMs: number;
};

export const keySetLimits: KeySetLimits = {
  timeoutMs: 1_500,
  maxBytes: 150_000,
  refreshAfterMs: 600_000,
  cooldownMs: 30_000,
  retryAfterMs: 5_000,
  keepMs: 7_200_000,
};

/** The issuer's keys cannot be had, so no token can be judged. */
export class KeysUnavailable extends Error {
  override name = 'KeysUnavailable';
}

type KeySet = {
  keys: ReadonlyMap<string, JWK>;
  imported: Map<string, CryptoKey>;
  fetchedAtMs: number | null;
  triedAtMs: number | null;
  problem: string;
  loading: Promise<void> | null;
};

/** The public keys of token issuers, fetched through the guarded upstream client and kept. */
export class KeySets {
  private readonly upstream: UpstreamClient;
  private readonly limits: KeySetLimits;
  private readonly now: () => number;
  private readonly sets = new LRUCache<string, KeySet>({ max: 1_000 });

  /** @param now monotonic, ms */
  constructor(
    upstream: UpstreamClient,
    limits: KeySetLimits = keySetLimits,
    now: () => number = () => performance.now(),
  ) {
    this.upstream = upstream;
    this.limits = limits;
    this.now = now;
  }

  /**
   * The key of an id that suits an algorithm; null when the issuer has none.
   * @throws KeysUnavailable
   */
  async find(source: KeySource, keyId: string, algorithm: string): Promise<CryptoKey | null> {
    const set = this.setOf(source);
    await this.freshen(source, set);
    if (!set.keys.has(keyId) && this.mayTry(set)) await this.load(source, set);
    const jwk = set.keys.get(keyId);
    if (!jwk || !suits(jwk, algorithm)) return null;
    const name = `${keyId} ${algorithm}`;
    let key = set.imported.get(name);
    if (!key) {
      const imported = await importJWK(jwk, algorithm).catch(() => null);
      if (imported === null || imported instanceof Uint8Array) return null;
      set.imported.set(name, (key = imported));
    }
    return key;
  }

  private setOf(source: KeySource): KeySet {
    const name = JSON.stringify([
      source.workspaceId,
      'issuer' in source ? source.issuer : null,
      'jwksUri' in source ? source.jwksUri : null,
    ]);
    let set = this.sets.get(name);
    if (!set) {
      set = { keys: new Map(), imported: new Map(), fetchedAtMs: null, triedAtMs: null, problem: '', loading: null };
      this.sets.set(name, set);
    }
    return set;
  }

  /** Waits for the first keys; newer ones come in the background, until the old ones have served their time. */
  private async freshen(source: KeySource, set: KeySet): Promise<void> {
    const ageMs = set.fetchedAtMs === null ? Infinity : this.now() - set.fetchedAtMs;
    if (ageMs <= this.limits.refreshAfterMs) return;
    const loading = set.loading ?? (this.mayTry(set) ? this.load(source, set) : null);
    if (ageMs <= this.limits.keepMs) return;
    await loading;
    const keptMs = set.fetchedAtMs === null ? Infinity : this.now() - set.fetchedAtMs;
    if (keptMs > this.limits.keepMs) throw new KeysUnavailable(`The keys of the issuer cannot be had: ${set.problem}`);
  }

  private mayTry({ loading, triedAtMs, problem }: KeySet): boolean {
    if (loading || triedAtMs === null) return true;
    return this.now() - triedAtMs >= (problem === '' ? this.limits.cooldownMs : this.limits.retryAfterMs);
  }

  /** Fetches the keys, once for all that wait; what was there before stays when that fails. */
  private load(source: KeySource, set: KeySet): Promise<void> {
    set.loading ??= this.fetchKeys(source)
      .then(
        (keys) => {
          set.keys = keys;
          set.imported = new Map();
          set.fetchedAtMs = this.now();
          set.problem = '';
        },
        (error: unknown) => void (set.problem = error instanceof Error ? error.message : String(error)),
      )
      .finally(() => {
        set.triedAtMs = this.now();
        set.loading = null;
      });
    return set.loading;
  }

  private async fetchKeys(source: KeySource): Promise<ReadonlyMap<string, JWK>> {
    const jwksUri = 'jwksUri' in source ? source.jwksUri : await this.discover(source, source.issuer);
    const document = await this.fetchJson(source, jwksUri);
    if (!isObject(document) || !Array.isArray(document.keys)) throw new Error(`${jwksUri} is no JSON Web Key Set.`);
    const keys = new Map<string, JWK>();
    for (const key of document.keys as unknown[]) {
      if (isObject(key) && typeof key.kid === 'string' && isAsymmetric(key)) keys.set(key.kid, key);
    }
    return keys;
  }

  /** OpenID Connect Discovery 1.0, section 4: the document must name the very issuer that was asked. */
  private async discover(source: KeySource, issuer: string): Promise<string> {
    const document = await this.fetchJson(source, `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
    if (!isObject(document) || document.issuer !== issuer)
      throw new Error('The discovery document is of another issuer.');
    const uri = document.jwks_uri;
    if (typeof uri !== 'string' || !URL.canParse(uri)) throw new Error('The discovery document has no jwks_uri.');
    const { protocol } = new URL(uri);
    if (protocol !== 'https:' && !(protocol === 'http:' && issuer.startsWith('http:'))) {
      throw new Error('The jwks_uri is no https address.');
    }
    return uri;
  }

  private async fetchJson({ workspaceId, isTrusted }: KeySource, address: string): Promise<unknown> {
    const { origin, host, pathname, search } = new URL(address);
    const { status, body } = await sendWhole(this.upstream, {
      workspaceId,
      origin,
      method: 'GET',
      path: `${pathname}${search}`,
      rawHeaders: ['host', host, 'accept', 'application/json'],
      body: null,
      bodyLength: null,
      timeoutMs: this.limits.timeoutMs,
      insecureSkipVerification: false,
      isTrusted,
    });
    if (status !== 200) throw new Error(`${address} answered ${status}.`);
    if (body.byteLength > this.limits.maxBytes)
      throw new Error(`${address} has more than ${this.limits.maxBytes} bytes.`);
    return JSON.parse(body.toString('utf8'));
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
