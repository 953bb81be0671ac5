import { accessKeySecretSchema, type AccessKeySecret, type AccessKeyState } from '#core/access-keys/schema.ts';
import { openSecret } from './open-secret.ts';
import type { Unseal } from './unseal.ts';

export type AccessKey = AccessKeyState & AccessKeySecret;

/** The access keys with which callers of AWS_IAM methods sign. Secrets are held in memory only. */
export class AccessKeyTable {
  private readonly keys = new Map<string, AccessKey>();
  private readonly unseal: Unseal | null;

  constructor(unseal: Unseal | null) {
    this.unseal = unseal;
  }

  /** @param body the key as it is now; null when it is gone. A key whose secret is not readable here is not known. */
  set(accessKeyId: string, body: (AccessKeyState & { sealed: string | null }) | null): void {
    this.keys.delete(accessKeyId);
    if (!body) return;
    const { sealed, ...state } = body;
    const secret = openSecret(accessKeySecretSchema, this.unseal, { kind: 'access-key', id: accessKeyId, sealed });
    if (secret) this.keys.set(accessKeyId, { ...state, ...secret });
  }

  /** The key of an id, whatever its workspace; whether it is enabled and not expired is the caller's to check. */
  find(accessKeyId: string): AccessKey | null {
    return this.keys.get(accessKeyId) ?? null;
  }
}
