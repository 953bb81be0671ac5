import { generateClientCertificateInput } from '#core/client-certificates/input.ts';
import { SluiceError } from '#core/errors.ts';
import { mutation } from '../mutation.ts';
import { newId } from '../new-id.ts';
import { seal } from '../secret-box.ts';
import { lockWorkspace } from '../workspaces/lock-workspace.ts';
import { auditedCertificate } from './find-client-certificate.ts';
import { selfSignedCertificate } from './self-signed-certificate.ts';

/** AWS's limit of an account. */
const certificatesPerWorkspace = 60;
const validMs = 365 * 86_400_000;

/** A certificate by which backends know the gateway. Its private key is kept encrypted and never shown. */
export const generateClientCertificate = mutation({
  permission: 'stages.write',
  input: generateClientCertificateInput,
  audit: { action: 'create', target: 'client-certificate' },
  async prepare() {
    const id = newId();
    const createdDate = new Date();
    const expirationDate = new Date(createdDate.getTime() + validMs);
    const made = await selfSignedCertificate(`API gateway ${id}`, { from: createdDate, until: expirationDate });
    return { id, createdDate, expirationDate, ...made };
  },
  async run({ tx, actor, prepared }, { description, tags }) {
    const { workspaceId } = actor;
    const { id, createdDate, expirationDate, certificate, privateKey } = prepared;
    await lockWorkspace(tx, workspaceId);
    if ((await tx.clientCertificate.count({ where: { workspaceId } })) >= certificatesPerWorkspace) {
      throw new SluiceError(
        'LIMIT_EXCEEDED',
        `A workspace has at most ${certificatesPerWorkspace} client certificates.`,
      );
    }
    await tx.clientCertificate.create({
      data: {
        ...{ id, workspaceId, description, tags, createdDate, expirationDate },
        pemEncodedCertificate: certificate,
        encryptedPrivateKey: seal(privateKey, id, 'client-certificate-encryption'),
      },
    });
    return {
      result: { clientCertificateId: id },
      changed: { id, name: description ?? id, after: auditedCertificate({ description, expirationDate }) },
    };
  },
});
