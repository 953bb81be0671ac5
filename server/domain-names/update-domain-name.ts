import { updateDomainNameInput } from '#core/domain-names/input.ts';
import { jsonColumn } from '../json-column.ts';
import { mutation } from '../mutation.ts';
import { pushDomainName } from './domain-name-state.ts';
import { auditedDomainName, touchDomainName } from './find-domain-name.ts';

/** Changes the settings of a domain name; a field left out stays as it is. */
export const updateDomainName = mutation({
  permission: 'stages.write',
  input: updateDomainNameInput,
  audit: { action: 'update', target: 'domain-name' },
  async run({ tx, actor, push }, { domainName, mutualTlsAuthentication, ...settings }) {
    const before = await touchDomainName(tx, actor.workspaceId, domainName);
    const after = await tx.domainName.update({
      where: { domainName },
      data: { ...settings, ...jsonColumn('mutualTlsAuthentication', mutualTlsAuthentication) },
    });
    await pushDomainName(tx, push, domainName);
    return {
      result: null,
      changed: {
        ...{ id: domainName, name: domainName },
        before: auditedDomainName(before),
        after: auditedDomainName(after),
      },
    };
  },
});
