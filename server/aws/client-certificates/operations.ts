import { deleteClientCertificate } from '../../client-certificates/delete-client-certificate.ts';
import { generateClientCertificate } from '../../client-certificates/generate-client-certificate.ts';
import { getClientCertificate } from '../../client-certificates/get-client-certificate.ts';
import { listClientCertificates } from '../../client-certificates/list-client-certificates.ts';
import { updateClientCertificate } from '../../client-certificates/update-client-certificate.ts';
import type { Member } from '../../actor.ts';
import { inAwsWords } from '../aws-error.ts';
import { patchOperations, text, textMap } from '../members.ts';
import { type AwsCall, operation } from '../operation.ts';
import { listOf, pageOf } from '../page.ts';
import { applyPatch, type PatchTarget } from '../patch.ts';

type Certificate = Awaited<ReturnType<typeof getClientCertificate.execute>>;

/** AWS's ClientCertificate. */
function renderCertificate({ id, tags, ...certificate }: Certificate) {
  return { clientCertificateId: id, ...certificate, tags: Object.keys(tags ?? {}).length > 0 ? tags : null };
}

function withCertificate<Result>(call: AwsCall, run: (clientCertificateId: string) => Promise<Result>) {
  return inAwsWords({ NOT_FOUND: 'Invalid Client Certificate identifier specified' }, () =>
    run(call.path.clientcertificate_id ?? ''),
  );
}

async function readCertificate(actor: Member, clientCertificateId: string) {
  return renderCertificate(await getClientCertificate.execute(actor, { clientCertificateId }));
}

const certificatePatches: PatchTarget<{ description: string | null }>[] = [
  { path: '/description', ops: ['replace'], apply: (state, { value }) => void (state.description = value || null) },
];

const exactness = { partial: 'nodes do not present the certificate to backends yet' } as const;

export const clientCertificateOperations = {
  GenerateClientCertificate: operation(
    { description: text, tags: textMap },
    {
      exactness,
      async run({ actor }, body) {
        const input = { description: body.description || null, tags: body.tags ?? {} };
        const { clientCertificateId } = await generateClientCertificate.execute(actor, input);
        return readCertificate(actor, clientCertificateId);
      },
    },
  ),

  GetClientCertificates: operation({
    async run({ actor, query }) {
      const page = pageOf(query);
      const certificates = await listClientCertificates.execute(actor, {});
      return listOf(certificates, page, ({ id }) => id, renderCertificate);
    },
  }),

  GetClientCertificate: operation({
    run: (call) => withCertificate(call, (id) => readCertificate(call.actor, id)),
  }),

  UpdateClientCertificate: operation(patchOperations, {
    run: (call, body) =>
      withCertificate(call, async (clientCertificateId) => {
        const { description } = await getClientCertificate.execute(call.actor, { clientCertificateId });
        const patched = applyPatch({ description }, body.patchOperations, certificatePatches);
        await updateClientCertificate.execute(call.actor, { clientCertificateId, ...patched });
        return readCertificate(call.actor, clientCertificateId);
      }),
  }),

  DeleteClientCertificate: operation({
    run: (call) =>
      withCertificate(call, async (clientCertificateId) => {
        await deleteClientCertificate.execute(call.actor, { clientCertificateId });
      }),
  }),
};
