import { apiIdInput } from '#core/apis/input.ts';
import { findApi } from '../apis/find-api.ts';
import { onNodeReported } from '../push/node-signal.ts';
import { onRevisionsChanged } from '../push/revision-signal.ts';
import { subscription } from '../subscription.ts';
import { watchChanges } from '../watch-changes.ts';
import { stageSummaries } from './stage-summary.ts';

/** The stages of an API, at once and again whenever a pointer, a weight or a node's state changed. */
export const watchStages = subscription({
  permission: 'apis.read',
  input: apiIdInput,
  run: ({ db, actor, signal }, { apiId }) => {
    const read = async () => stageSummaries(db, await findApi(db, actor.workspaceId, apiId));
    return watchChanges(read, { signal, everyMs: 2_000, onNews: onStageNews });
  },
});

function onStageNews(listener: () => void): () => void {
  const stops = [onNodeReported(listener), onRevisionsChanged(listener)];
  return () => stops.forEach((stop) => stop());
}
