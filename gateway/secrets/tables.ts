import { AccessKeyTable } from './access-keys.ts';
import { CredentialTable } from './credentials.ts';
import type { SealKey } from './seal-key.ts';
import { unsealWith } from './unseal.ts';
import { WorkspaceTable } from './workspaces.ts';

/** Everything that a thread knows of workspaces and their secrets. */
export type SecretTables = {
  readonly accessKeys: AccessKeyTable;
  readonly credentials: CredentialTable;
  readonly workspaces: WorkspaceTable;
};

/** Empty tables. Without a key, as in a node that has no control plane, secrets are not readable. */
export function createSecretTables(key: SealKey | null): SecretTables {
  const unseal = key && unsealWith(key);
  return {
    accessKeys: new AccessKeyTable(unseal),
    credentials: new CredentialTable(unseal),
    workspaces: new WorkspaceTable(),
  };
}
