import { domainNameInput } from '#core/domain-names/input.ts';
import { mutation } from '../mutation.ts';
import { pushDomainNameRemoval } from './domain-name-state.ts';
import { auditedDomainName, touchDomainName } from './find-domain-name.ts';

/** Gives a host name up, with its mappings. */
export const deleteDomainName = mutation({
  permission: 'stages.delete',
  input: domainNameInput,
  audit: { action: 'delete', target: 'domain-name' },
  async run({ tx, actor, push }, { domainName }) {
    const before = await touchDomainName(tx, actor.workspaceId, domainName);
    await tx.domainName.delete({ where: { domainName } });
    await pushDomainNameRemoval(push, actor.workspaceId, domainName);
    return { result: null, changed: { id: domainName, name: domainName, before: auditedDomainName(before) } };
  },
});
