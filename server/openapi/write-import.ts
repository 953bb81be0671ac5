import { type Design, emptyDesign } from '#core/apis/design.ts';
import { restApiColumns } from '../apis/design-rows.ts';
import { loadDesign } from '../apis/load-design.ts';
import { touchDraft } from '../apis/touch-draft.ts';
import { writeDesign } from '../apis/write-design.ts';
import type { Tx } from '../db.ts';
import { staleEdit } from '../stale-edit.ts';

/** Makes an imported design a new API. */
export async function writeNewApi(
  tx: Tx,
  actor: { workspaceId: string; userId: string },
  design: Design,
): Promise<void> {
  const { id, protocolType, ...settings } = design.api;
  const { name, ...columns } = restApiColumns(settings);
  const { workspaceId, userId: createdById } = actor;
  const data = { ...columns, id, protocolType, name: name ?? 'Imported API', workspaceId, createdById };
  const { draftRevision } = await tx.restApi.create({ data });
  await writeDesign(tx, { apiId: id, draftRevision, design, previous: emptyDesign(design.api) });
}

/** Makes an imported design the draft of its API, unless that was edited since it was at `expected`. */
export async function replaceDraft(
  tx: Tx,
  workspaceId: string,
  design: Design,
  expected: number | null,
): Promise<void> {
  const apiId = design.api.id;
  const { draftRevision, name } = await touchDraft(tx, workspaceId, apiId);
  const revision = draftRevision - 1;
  if (revision !== expected) {
    throw await staleEdit(tx, { apiId, targetType: 'api', targetId: apiId, name, revision });
  }
  const { design: previous } = await loadDesign(tx, apiId);
  await writeDesign(tx, { apiId, draftRevision, design, previous });
}
