import type { AccessKeySecret } from '#core/access-keys/schema.ts';
import type { CredentialSecret } from '#core/credentials/schema.ts';
import { seal, unseal } from './secret-box.ts';

/** What has a secret half with which requests are signed: its kind of revision, and its row's id. */
export type SecretHolder = { kind: 'access-key' | 'credential'; id: string };

const purposes = { 'access-key': 'access-key-encryption', credential: 'credential-encryption' } as const;

/** The secret half as its row keeps it: JSON, encrypted, base64. */
export function encryptSecret({ kind, id }: SecretHolder, secret: AccessKeySecret | CredentialSecret): string {
  return Buffer.from(seal(JSON.stringify(secret), id, purposes[kind])).toString('base64');
}

/** The JSON text that `encryptSecret` was given. Throws when the secret key is another or the row was changed. */
export function decryptSecret({ kind, id }: SecretHolder, stored: string): string {
  return unseal(Buffer.from(stored, 'base64'), id, purposes[kind]);
}
