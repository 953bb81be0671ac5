import { SluiceError } from '#core/errors.ts';
import type { Tx } from '../db.ts';

type References = { documentationVersion?: string | null | undefined; clientCertificateId?: string | null | undefined };

/** BAD_INPUT when a stage of the API would name a documentation version or a client certificate that is not there. */
export async function assertReferences(
  tx: Tx,
  { workspaceId, apiId }: { workspaceId: string; apiId: string },
  { documentationVersion: version, clientCertificateId: id }: References,
): Promise<void> {
  if (
    version != null &&
    !(await tx.documentationVersion.findUnique({ where: { apiId_version: { apiId, version } } }))
  ) {
    throw unknown('documentationVersion', `The API has no documentation version ${version}.`);
  }
  if (id != null && !(await tx.clientCertificate.findFirst({ where: { id, workspaceId } }))) {
    throw unknown('clientCertificateId', `The workspace has no client certificate ${id}.`);
  }
}

function unknown(member: keyof References, message: string): SluiceError {
  return new SluiceError('BAD_INPUT', message, { issues: [{ message, pointer: `/${member}` }] });
}
