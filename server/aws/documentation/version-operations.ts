import { z } from 'zod';
import { SluiceError } from '#core/errors.ts';
import { createVersion } from '../../documentation/create-version.ts';
import { deleteVersion } from '../../documentation/delete-version.ts';
import { getVersion } from '../../documentation/get-version.ts';
import { listVersions } from '../../documentation/list-versions.ts';
import { updateVersion } from '../../documentation/update-version.ts';
import { AwsError, inAwsWords } from '../aws-error.ts';
import { patchOperations, text } from '../members.ts';
import { type AwsCall, operation } from '../operation.ts';
import { listOf, pageOf } from '../page.ts';
import { applyPatch, type PatchTarget } from '../patch.ts';
import { withApi } from '../with-api.ts';

type Version = { version: string; description: string | null; createdDate: Date };

const versionPatches: PatchTarget<Version>[] = [
  { path: '/description', ops: ['replace'], apply: (row, { value }) => void (row.description = value || null) },
];

/** Runs an operation of one version. An unknown API is answered as an unknown version. */
function withVersion<Result>(
  { path }: AwsCall,
  run: (id: { apiId: string; version: string }) => Promise<Result>,
): Promise<Result> {
  const id = { apiId: path.restapi_id ?? '', version: path.doc_version ?? '' };
  return inAwsWords({ NOT_FOUND: 'Invalid Documentation version specified' }, () => run(id));
}

export const documentationVersionOperations = {
  CreateDocumentationVersion: operation(
    { documentationVersion: z.string(), stageName: text, description: text },
    {
      run: (call, { documentationVersion: version, stageName, description }) =>
        withApi(call, async (apiId) => {
          try {
            return await createVersion.execute(call.actor, {
              ...{ apiId, version },
              stageName: stageName || null,
              description: description || null,
            });
          } catch (thrown) {
            const isStage = thrown instanceof SluiceError && thrown.message.startsWith('Stage ');
            if (isStage) throw new AwsError('NotFoundException', 'Invalid stage identifier specified');
            throw thrown;
          }
        }),
    },
  ),

  GetDocumentationVersions: operation({
    run: (call) =>
      withApi(call, async (apiId) => {
        const page = pageOf(call.query);
        const rows = await listVersions.execute(call.actor, { apiId });
        return listOf(
          rows,
          page,
          ({ version }) => version,
          (row) => row,
        );
      }),
  }),

  GetDocumentationVersion: operation({ run: (call) => withVersion(call, (id) => getVersion.execute(call.actor, id)) }),

  UpdateDocumentationVersion: operation(patchOperations, {
    run: (call, body) =>
      withVersion(call, async (id) => {
        const before = await getVersion.execute(call.actor, id);
        const { description } = applyPatch<Version>(before, body.patchOperations, versionPatches);
        return updateVersion.execute(call.actor, { ...id, description });
      }),
  }),

  DeleteDocumentationVersion: operation({
    async run(call) {
      await withVersion(call, (id) => deleteVersion.execute(call.actor, id));
    },
  }),
};
