import { z } from 'zod';
import {
  type DomainNameSettings,
  endpointAccessModes,
  endpointTypes,
  routingModes,
  updateDomainNameInput,
} from '#core/domain-names/input.ts';
import { SluiceError } from '#core/errors.ts';
import { createDomainName } from '../../domain-names/create-domain-name.ts';
import { deleteDomainName } from '../../domain-names/delete-domain-name.ts';
import { getDomainName } from '../../domain-names/get-domain-name.ts';
import { listDomainNames } from '../../domain-names/list-domain-names.ts';
import { updateDomainName } from '../../domain-names/update-domain-name.ts';
import { badRequest } from '../aws-error.ts';
import { changedMembers } from '../changed-members.ts';
import { patchOperations, text, textMap, texts } from '../members.ts';
import { operation } from '../operation.ts';
import { listOf, pageOf } from '../page.ts';
import { applyPatch } from '../patch.ts';
import { domainNamePatches } from './domain-name-patches.ts';
import { renderDomainName } from './render-domain-name.ts';
import { withDomainName } from './with-domain-name.ts';

const settingsSchema = updateDomainNameInput.omit({ domainName: true }).required();

const accessAssociations = {
  refused:
    'Domain names of other accounts are not shared here: there are no access associations. Give a domain name to the workspace that uses it.',
};

export const domainNameOperations = {
  CreateDomainName: operation(
    {
      domainName: z.string(),
      certificateName: text,
      certificateBody: text,
      certificatePrivateKey: text,
      certificateChain: text,
      certificateArn: text,
      regionalCertificateName: text,
      regionalCertificateArn: text,
      endpointConfiguration: z
        .strictObject({
          types: z.array(z.enum(endpointTypes)).nullish(),
          ipAddressType: z.enum(['ipv4', 'dualstack']).nullish(),
          vpcEndpointIds: texts,
        })
        .nullish(),
      tags: textMap,
      securityPolicy: text,
      endpointAccessMode: z.enum(endpointAccessModes).nullish(),
      mutualTlsAuthentication: z.strictObject({ truststoreUri: text, truststoreVersion: text }).nullish(),
      ownershipVerificationCertificateArn: text,
      policy: text,
      routingMode: z.enum(routingModes).nullish(),
    },
    {
      exactness: {
        partial:
          'certificates, policies and security policies have no effect: what stands before the nodes ends TLS, and an uploaded private key is not kept; private names, and those with mutual TLS or routing rules alone, are kept but not served',
      },
      async run(call, body) {
        const { domainName, endpointConfiguration: endpoint, mutualTlsAuthentication: mutualTls } = body;
        const settings: DomainNameSettings = {
          endpointTypes: endpoint?.types ?? ['EDGE'],
          ipAddressType: endpoint?.ipAddressType ?? 'ipv4',
          vpcEndpointIds: endpoint?.vpcEndpointIds ?? [],
          securityPolicy: body.securityPolicy || 'TLS_1_2',
          endpointAccessMode: body.endpointAccessMode ?? null,
          routingMode: body.routingMode ?? 'BASE_PATH_MAPPING_ONLY',
          certificateName: body.certificateName || null,
          certificateArn: body.certificateArn || null,
          regionalCertificateName: body.regionalCertificateName || null,
          regionalCertificateArn: body.regionalCertificateArn || null,
          ownershipVerificationCertificateArn: body.ownershipVerificationCertificateArn || null,
          mutualTlsAuthentication: mutualTls?.truststoreUri
            ? { truststoreUri: mutualTls.truststoreUri, truststoreVersion: mutualTls.truststoreVersion || null }
            : null,
          policy: body.policy || null,
        };
        const hasUpload = Boolean(body.certificateBody ?? body.certificateArn ?? body.regionalCertificateArn);
        const input = { ...settings, domainName, hasUpload, tags: body.tags ?? {} };
        await createDomainName.execute(call.actor, input).catch((thrown: unknown) => {
          const isTaken = thrown instanceof SluiceError && thrown.code === 'CONFLICT';
          throw isTaken ? badRequest('The domain name you provided already exists.') : thrown;
        });
        return renderDomainName(call, await getDomainName.execute(call.actor, { domainName }));
      },
    },
  ),

  GetDomainNames: operation({
    async run(call) {
      const page = pageOf(call.query);
      const isShared = call.query.get('resourceOwner') === 'OTHER_ACCOUNTS';
      const rows = isShared ? [] : await listDomainNames.execute(call.actor, {});
      return listOf(
        rows,
        page,
        (row) => row.domainName,
        (row) => renderDomainName(call, row),
      );
    },
  }),

  GetDomainName: operation({
    run: (call) => withDomainName(call, (row) => Promise.resolve(renderDomainName(call, row))),
  }),

  UpdateDomainName: operation(patchOperations, {
    run: (call, body) =>
      withDomainName(call, async (row) => {
        const before = settingsSchema.parse(row);
        const change = changedMembers(before, applyPatch(before, body.patchOperations, domainNamePatches));
        await updateDomainName.execute(call.actor, { ...change, domainName: row.domainName });
        return renderDomainName(call, await getDomainName.execute(call.actor, { domainName: row.domainName }));
      }),
  }),

  DeleteDomainName: operation({
    run: (call) =>
      withDomainName(call, async ({ domainName }) => {
        await deleteDomainName.execute(call.actor, { domainName });
      }),
  }),

  GetDomainNameAccessAssociations: accessAssociations,
  CreateDomainNameAccessAssociation: accessAssociations,
  DeleteDomainNameAccessAssociation: accessAssociations,
  RejectDomainNameAccessAssociation: accessAssociations,
};
