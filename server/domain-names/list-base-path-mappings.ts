import { domainNameInput } from '#core/domain-names/input.ts';
import { query } from '../query.ts';
import { findDomainName } from './find-domain-name.ts';

/** The mappings of a domain name in the order of their base paths. */
export const listBasePathMappings = query({
  permission: 'apis.read',
  input: domainNameInput,
  async run({ db, actor }, { domainName }) {
    await findDomainName(db, actor.workspaceId, domainName);
    return db.basePathMapping.findMany({ where: { domainName }, orderBy: { basePath: 'asc' } });
  },
});
