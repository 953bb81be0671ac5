import { clientCertificateIdInput } from '#core/client-certificates/input.ts';
import { SluiceError } from '#core/errors.ts';
import { mutation } from '../mutation.ts';
import { auditedCertificate, findClientCertificate } from './find-client-certificate.ts';

/** Deletes a certificate that no stage uses. */
export const deleteClientCertificate = mutation({
  permission: 'stages.delete',
  input: clientCertificateIdInput,
  audit: { action: 'delete', target: 'client-certificate' },
  async run({ tx, actor }, { clientCertificateId: id }) {
    const before = await findClientCertificate(tx, actor.workspaceId, id);
    const stages = await tx.stage.findMany({
      where: { clientCertificateId: id },
      select: { apiId: true, stageName: true },
      orderBy: [{ apiId: 'asc' }, { stageName: 'asc' }],
    });
    if (stages.length > 0) {
      const names = stages.map(({ apiId, stageName }) => `${apiId}/${stageName}`).join(', ');
      throw new SluiceError('PRECONDITION_FAILED', `Client certificate ${id} is in use by the stages ${names}.`);
    }
    await tx.clientCertificate.delete({ where: { id } });
    return { result: null, changed: { id, name: before.description ?? id, before: auditedCertificate(before) } };
  },
});
