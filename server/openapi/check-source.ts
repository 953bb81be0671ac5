import { checkSourceInput } from '#core/openapi/input.ts';
import { compiledDraft } from '../apis/compiled-draft.ts';
import { findApi } from '../apis/find-api.ts';
import { db } from '../db.ts';
import { mutation } from '../mutation.ts';
import { newId } from '../new-id.ts';
import { runDescriptionJob } from './run-description-job.ts';

/** What saving a text as the source of an API would do, without doing it. A mutation only because texts are large. */
export const checkSource = mutation({
  permission: 'apis.write',
  input: checkSourceInput,
  audit: { action: 'check-source', target: 'api' },
  async prepare(actor, { apiId, text }) {
    const draft = apiId === undefined ? null : await compiledDraft(db(), await findApi(db(), actor.workspaceId, apiId));
    const { report, changes, changeCount, problems } = await runDescriptionJob({
      kind: 'read',
      text,
      apiId: apiId ?? newId(),
      previous: draft?.design ?? null,
      choices: {},
      documentUrl: null,
    });
    return { report, changes, changeCount, problems, draftRevision: draft?.draftRevision ?? null };
  },
  run: ({ prepared }) => Promise.resolve({ result: prepared, changed: [] }),
});
