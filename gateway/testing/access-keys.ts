import type { AccessKey } from '#gateway/secrets/access-keys.ts';
import { generateSealKey } from '#gateway/secrets/seal-key.ts';
import { createSecretTables, type SecretTables } from '#gateway/secrets/tables.ts';
import { workspaceId } from './fixtures.ts';
import { seal } from './seal.ts';

/** An access key of the tests' workspace, which may invoke everything. */
export function accessKey(change: Partial<AccessKey> = {}): AccessKey {
  return {
    workspaceId,
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    userArn: 'arn:aws:iam::123456789012:user/team/ann',
    principalId: 'AIDAANN',
    accountId: '123456789012',
    enabled: true,
    expiresAtMs: null,
    policy: JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }),
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
    sessionToken: null,
    ...change,
  };
}

/** Tables that know access keys, which came sealed as from a control plane. */
export function secretTablesWith(...keys: AccessKey[]): SecretTables {
  const sealKey = generateSealKey();
  const tables = createSecretTables(sealKey);
  for (const { secretAccessKey, sessionToken, ...state } of keys) {
    const text = JSON.stringify({ secretAccessKey, sessionToken });
    const sealed = seal(sealKey.publicKey, 'access-key', state.accessKeyId, text);
    tables.accessKeys.set(state.accessKeyId, { ...state, sealed });
  }
  return tables;
}
