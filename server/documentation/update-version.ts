import { updateVersionInput } from '#core/documentation/input.ts';
import { findApi } from '../apis/find-api.ts';
import { mutation } from '../mutation.ts';
import { findVersion } from './find-version.ts';

/** Changes the description of a version: what it holds never changes. */
export const updateVersion = mutation({
  permission: 'apis.write',
  input: updateVersionInput,
  audit: { action: 'update', target: 'documentation-version' },
  async run({ tx, actor }, { apiId, version, description }) {
    await findApi(tx, actor.workspaceId, apiId);
    const before = await findVersion(tx, { apiId, version });
    await tx.documentationVersion.update({ where: { apiId_version: { apiId, version } }, data: { description } });
    return {
      result: { ...before, description },
      changed: {
        ...{ id: version, name: version, apiId },
        before: { description: before.description },
        after: { description },
      },
    };
  },
});
