import { credentialSecretSchema, type CredentialSecret, type CredentialState } from '#core/credentials/schema.ts';
import { openSecret } from './open-secret.ts';
import type { Unseal } from './unseal.ts';

export type Credential = CredentialState & CredentialSecret;

/** The AWS credentials with which integrations of each workspace are signed. Secrets are held in memory only. */
export class CredentialTable {
  /** Grows with every change: what was made with older credentials is not used again. */
  generation = 0;
  private readonly credentials = new Map<string, Credential>();
  private readonly unseal: Unseal | null;

  constructor(unseal: Unseal | null) {
    this.unseal = unseal;
  }

  /** @param body the credential as it is now; null when it is gone */
  set(id: string, body: (CredentialState & { sealed: string | null }) | null): void {
    this.generation += 1;
    this.credentials.delete(id);
    if (!body) return;
    const { sealed, ...state } = body;
    const secret = openSecret(credentialSecretSchema, this.unseal, { kind: 'credential', id, sealed });
    if (secret) this.credentials.set(id, { ...state, ...secret });
  }

  /** The credential that stands for a role in a workspace; with a null role the workspace's default. Null when there is none. */
  forWorkspace(workspaceId: string, roleArn: string | null): Credential | null {
    for (const credential of this.credentials.values()) {
      if (credential.workspaceId !== workspaceId) continue;
      if (roleArn === null ? credential.isDefault : credential.roleArns.includes(roleArn)) return credential;
    }
    return null;
  }
}
