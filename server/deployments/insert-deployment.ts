import type { Problem } from '#core/compile/problem.ts';
import { notFound, SluiceError } from '#core/errors.ts';
import { canonicalJson } from '#core/snapshot/hash.ts';
import { type CompiledDraft, compiledDraft, compileDraft } from '../apis/compiled-draft.ts';
import { findApi } from '../apis/find-api.ts';
import { loadDesign } from '../apis/load-design.ts';
import { type Blob, blobOf, storeBlobs } from '../blobs/store-blob.ts';
import type { Member } from '../actor.ts';
import { db, type Tx } from '../db.ts';
import { newId } from '../new-id.ts';

export type Bundle = { draftRevision: number; snapshot: Blob; design: Blob; routeCount: number };

/** The draft as a deployment keeps it. PRECONDITION_FAILED when it has errors. */
export async function prepareBundle(actor: Member, apiId: string): Promise<Bundle> {
  return bundle(await compiledDraft(db(), await findApi(db(), actor.workspaceId, apiId)));
}

/** Makes the draft an immutable, numbered deployment; it is bundled anew when it changed since `prepared`. */
export async function insertDeployment(
  tx: Tx,
  actor: Member,
  { apiId, description, prepared }: { apiId: string; description: string | null; prepared: Bundle },
) {
  const [api] = await tx.restApi.updateManyAndReturn({
    where: { id: apiId, workspaceId: actor.workspaceId },
    data: { nextDeploymentNumber: { increment: 1 } },
  });
  if (!api) throw notFound('API', apiId);
  const isCurrent = prepared.draftRevision === api.draftRevision;
  const { snapshot, design, routeCount } = isCurrent
    ? prepared
    : await bundle(compileDraft(await loadDesign(tx, apiId)));
  await storeBlobs(tx, [snapshot, design]);
  const deployment = await tx.deployment.create({
    data: {
      id: newId(),
      apiId,
      number: api.nextDeploymentNumber - 1,
      description,
      createdById: actor.userId,
      createdByName: actor.name,
      snapshotHash: snapshot.hash,
      designHash: design.hash,
      routeCount,
    },
  });
  return { api, deployment };
}

async function bundle(draft: CompiledDraft): Promise<Bundle> {
  const { draftRevision, design, snapshot, problems } = draft;
  if (!snapshot) throw undeployable(problems);
  return {
    draftRevision,
    snapshot: await blobOf(canonicalJson(snapshot)),
    design: await blobOf(canonicalJson(design)),
    routeCount: snapshot.routes.length,
  };
}

function undeployable(problems: readonly Problem[]): SluiceError {
  const errors = problems.filter((problem) => problem.level === 'error');
  const count = errors.length === 1 ? 'a problem' : `${errors.length} problems`;
  const message = `The draft has ${count} and cannot be deployed: ${errors[0]?.message}`;
  const issues = errors.slice(0, 100).map(({ message: text, pointer }) => ({ message: text, pointer }));
  return new SluiceError('PRECONDITION_FAILED', message, { issues });
}
