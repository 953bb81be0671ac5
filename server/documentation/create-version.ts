import { createVersionInput } from '#core/documentation/input.ts';
import { SluiceError } from '#core/errors.ts';
import { documentationPartOf } from '../apis/design-rows.ts';
import { mutation } from '../mutation.ts';
import { findStage } from '../plans/find-stage.ts';
import { lockApi } from './lock-api.ts';

/** Keeps the documentation of an API as it is now under a name, and may show it on a stage. */
export const createVersion = mutation({
  permission: 'apis.write',
  input: createVersionInput,
  audit: { action: 'create', target: 'documentation-version' },
  async run({ tx, actor }, { apiId, version, description, stageName }) {
    await lockApi(tx, actor.workspaceId, apiId);
    if ((await tx.documentationVersion.count({ where: { apiId, version } })) > 0) {
      throw new SluiceError('CONFLICT', `Documentation version ${version} already exists.`);
    }
    const parts = (await tx.documentationPart.findMany({ where: { apiId }, orderBy: { id: 'asc' } })).map(
      documentationPartOf,
    );
    const { createdDate } = await tx.documentationVersion.create({ data: { apiId, version, description, parts } });
    if (stageName !== null) {
      await findStage(tx, actor.workspaceId, apiId, stageName);
      await tx.stage.update({
        where: { apiId_stageName: { apiId, stageName } },
        data: { documentationVersion: version },
      });
    }
    return {
      result: { version, description, createdDate },
      changed: { id: version, name: version, apiId, after: { description, stageName, parts: parts.length } },
    };
  },
});
