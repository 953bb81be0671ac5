import { basePathInput } from '#core/domain-names/input.ts';
import { mutation } from '../mutation.ts';
import { findBasePathMapping } from './find-base-path-mapping.ts';
import { pushDomainName } from './domain-name-state.ts';
import { touchDomainName } from './find-domain-name.ts';

/** Leads what is below a base path nowhere. */
export const deleteBasePathMapping = mutation({
  permission: 'stages.delete',
  input: basePathInput,
  audit: { action: 'delete', target: 'base-path-mapping' },
  async run({ tx, push, actor: { workspaceId } }, { domainName, basePath }) {
    await touchDomainName(tx, workspaceId, domainName);
    const before = await findBasePathMapping(tx, workspaceId, { domainName, basePath });
    await tx.basePathMapping.delete({ where: { domainName_basePath: { domainName, basePath } } });
    await pushDomainName(tx, push, domainName);
    const id = `${domainName}/${basePath}`;
    return { result: null, changed: { id, name: id, apiId: before.apiId, before } };
  },
});
