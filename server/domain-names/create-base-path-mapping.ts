import { createBasePathMappingInput } from '#core/domain-names/input.ts';
import { SluiceError } from '#core/errors.ts';
import { mutation } from '../mutation.ts';
import { assertFree, assertTarget } from './find-base-path-mapping.ts';
import { pushDomainName } from './domain-name-state.ts';
import { touchDomainName } from './find-domain-name.ts';

const mappingsPerDomainName = 200;

/** Leads what is below a base path of a domain name to an API. */
export const createBasePathMapping = mutation({
  permission: 'stages.write',
  input: createBasePathMappingInput,
  audit: { action: 'create', target: 'base-path-mapping' },
  async run({ tx, push, actor: { workspaceId } }, mapping) {
    const { domainName, basePath, apiId, stageName } = mapping;
    await touchDomainName(tx, workspaceId, domainName);
    await assertTarget(tx, workspaceId, mapping);
    await assertFree(tx, mapping);
    if ((await tx.basePathMapping.count({ where: { domainName } })) >= mappingsPerDomainName) {
      throw new SluiceError('LIMIT_EXCEEDED', `A domain name has at most ${mappingsPerDomainName} mappings.`);
    }
    await tx.basePathMapping.create({ data: mapping });
    await pushDomainName(tx, push, domainName);
    const id = `${domainName}/${basePath}`;
    return { result: null, changed: { id, name: id, apiId, after: { apiId, stageName } } };
  },
});
