import { clientCertificateIdInput } from '#core/client-certificates/input.ts';
import { query } from '../query.ts';
import { findClientCertificate } from './find-client-certificate.ts';

export const getClientCertificate = query({
  permission: 'apis.read',
  input: clientCertificateIdInput,
  run: ({ db, actor }, { clientCertificateId }) => findClientCertificate(db, actor.workspaceId, clientCertificateId),
});
