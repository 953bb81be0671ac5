import type { Revision } from '#core/snapshot/revision.ts';
import { db } from '../db.ts';
import { log } from '../log.ts';
import { decryptSecret, type SecretHolder } from '../signing-secret.ts';
import { sealToNode } from './seal.ts';

type WithSecret = Extract<Revision, SecretHolder>;

/**
 * Puts the secrets of access keys and credentials into their revisions, sealed to one node; they stay null for a node
 * without a key, and where the secret cannot be read any more. A secret that changed after the revision was read comes again with its own revision.
 */
export async function sealRevisions(revisions: Revision[], sealKey: string | undefined): Promise<Revision[]> {
  if (sealKey === undefined) return revisions;
  const holders = revisions.filter(hasSecret);
  if (holders.length === 0) return revisions;
  const secrets = await storedSecrets(holders);
  return revisions.map((revision): Revision => {
    const stored = secrets.get(nameOf(revision));
    if (!hasSecret(revision) || stored === undefined) return revision;
    const sealed = sealOne(revision, stored, sealKey);
    return revision.kind === 'access-key'
      ? { ...revision, body: revision.body && { ...revision.body, sealed } }
      : { ...revision, body: revision.body && { ...revision.body, sealed } };
  });
}

/** Null for a secret that cannot be read any more: it must not keep everything else from the nodes. */
function sealOne(revision: WithSecret, stored: string, sealKey: string): string | null {
  let secret: string;
  try {
    secret = decryptSecret(revision, stored);
  } catch (error) {
    log.error({ err: error, of: nameOf(revision) }, 'a secret does not open: was the secret key changed?');
    return null;
  }
  return sealToNode(secret, sealKey, nameOf(revision));
}

function hasSecret(revision: Revision): revision is WithSecret {
  return (revision.kind === 'access-key' || revision.kind === 'credential') && revision.body !== null;
}

function nameOf({ kind, id }: { kind: string; id: string }): string {
  return `${kind} ${id}`;
}

/** The encrypted secrets by kind and id, as their rows hold them. */
async function storedSecrets(holders: WithSecret[]): Promise<Map<string, string>> {
  const ids = (kind: SecretHolder['kind']) => holders.flatMap((each) => (each.kind === kind ? [each.id] : []));
  const select = { id: true, secret: true } as const;
  const accessKeys = await db().accessKey.findMany({ where: { id: { in: ids('access-key') } }, select });
  const credentials = await db().credential.findMany({ where: { id: { in: ids('credential') } }, select });
  const named = (kind: string, rows: { id: string; secret: string }[]) =>
    rows.map(({ id, secret }) => [nameOf({ kind, id }), secret] as const);
  return new Map([...named('access-key', accessKeys), ...named('credential', credentials)]);
}
