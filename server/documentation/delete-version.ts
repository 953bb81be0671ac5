import { versionIdInput } from '#core/documentation/input.ts';
import { SluiceError } from '#core/errors.ts';
import { mutation } from '../mutation.ts';
import { findVersion } from './find-version.ts';
import { lockApi } from './lock-api.ts';

/** Deletes a documentation version that no stage shows. */
export const deleteVersion = mutation({
  permission: 'apis.write',
  input: versionIdInput,
  audit: { action: 'delete', target: 'documentation-version' },
  async run({ tx, actor }, { apiId, version }) {
    await lockApi(tx, actor.workspaceId, apiId);
    const { description } = await findVersion(tx, { apiId, version });
    const stage = await tx.stage.findFirst({ where: { apiId, documentationVersion: version } });
    if (stage) {
      throw new SluiceError('CONFLICT', `The stage ${stage.stageName} shows version ${version}. Change that first.`);
    }
    await tx.documentationVersion.delete({ where: { apiId_version: { apiId, version } } });
    return { result: null, changed: { id: version, name: version, apiId, before: { description } } };
  },
});
