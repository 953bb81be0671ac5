import { createDomainNameInput } from '#core/domain-names/input.ts';
import { SluiceError } from '#core/errors.ts';
import { jsonColumn } from '../json-column.ts';
import { mutation } from '../mutation.ts';
import { newId } from '../new-id.ts';
import { lockWorkspace } from '../workspaces/lock-workspace.ts';
import { assertNotOurs } from './assert-not-ours.ts';
import { pushDomainName } from './domain-name-state.ts';
import { auditedDomainName } from './find-domain-name.ts';

/** AWS's limit of an account, for public domain names. */
const domainNamesPerWorkspace = 120;

/** Takes a host name for the workspace: no other one of the installation may have it. */
export const createDomainName = mutation({
  permission: 'stages.write',
  input: createDomainNameInput,
  audit: { action: 'create', target: 'domain-name' },
  async run({ tx, push, actor: { workspaceId } }, { hasUpload, mutualTlsAuthentication, ...settings }) {
    const { domainName } = settings;
    await assertNotOurs(tx, domainName);
    await lockWorkspace(tx, workspaceId);
    if ((await tx.domainName.count({ where: { workspaceId } })) >= domainNamesPerWorkspace) {
      throw new SluiceError('LIMIT_EXCEEDED', `A workspace has at most ${domainNamesPerWorkspace} domain names.`);
    }
    const { count } = await tx.domainName.createMany({
      data: {
        ...settings,
        ...jsonColumn('mutualTlsAuthentication', mutualTlsAuthentication),
        workspaceId,
        domainNameId: settings.endpointTypes.includes('PRIVATE') ? newId() : null,
        certificateUploadDate: hasUpload ? new Date() : null,
      },
      skipDuplicates: true,
    });
    if (count === 0) throw new SluiceError('CONFLICT', `The domain name ${domainName} is taken.`);
    await pushDomainName(tx, push, domainName);
    const after = await tx.domainName.findUniqueOrThrow({ where: { domainName } });
    return { result: null, changed: { id: domainName, name: domainName, after: auditedDomainName(after) } };
  },
});
