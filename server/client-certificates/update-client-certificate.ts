import { updateClientCertificateInput } from '#core/client-certificates/input.ts';
import { mutation } from '../mutation.ts';
import { auditedCertificate, findClientCertificate } from './find-client-certificate.ts';

/** Changes what is said of a certificate. */
export const updateClientCertificate = mutation({
  permission: 'stages.write',
  input: updateClientCertificateInput,
  audit: { action: 'update', target: 'client-certificate' },
  async run({ tx, actor }, { clientCertificateId: id, description }) {
    const before = await findClientCertificate(tx, actor.workspaceId, id);
    const after = await tx.clientCertificate.update({ where: { id }, data: { description } });
    return {
      result: null,
      changed: {
        id,
        name: description ?? id,
        before: auditedCertificate(before),
        after: auditedCertificate(after),
      },
    };
  },
});
