import { updateBasePathMappingInput } from '#core/domain-names/input.ts';
import { mutation } from '../mutation.ts';
import { assertFree, assertTarget, findBasePathMapping } from './find-base-path-mapping.ts';
import { pushDomainName } from './domain-name-state.ts';
import { touchDomainName } from './find-domain-name.ts';

/** Moves a mapping to another base path, API or stage. */
export const updateBasePathMapping = mutation({
  permission: 'stages.write',
  input: updateBasePathMappingInput,
  audit: { action: 'update', target: 'base-path-mapping' },
  async run({ tx, push, actor: { workspaceId } }, { domainName, basePath, newBasePath, ...change }) {
    await touchDomainName(tx, workspaceId, domainName);
    const before = await findBasePathMapping(tx, workspaceId, { domainName, basePath });
    const after = {
      domainName,
      basePath: newBasePath ?? basePath,
      apiId: change.apiId ?? before.apiId,
      stageName: change.stageName === undefined ? before.stageName : change.stageName,
    };
    await assertTarget(tx, workspaceId, after);
    if (after.basePath !== basePath) await assertFree(tx, after);
    await tx.basePathMapping.update({ where: { domainName_basePath: { domainName, basePath } }, data: after });
    await pushDomainName(tx, push, domainName);
    const id = `${domainName}/${basePath}`;
    return { result: null, changed: { id, name: id, apiId: after.apiId, before, after } };
  },
});
