import type { z } from 'zod';
import { SluiceError } from '#core/errors.ts';
import { startImportInput } from '#core/openapi/input.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { findApi } from '../apis/find-api.ts';
import { readDraft } from '../apis/load-design.ts';
import { storeBlobs } from '../blobs/store-blob.ts';
import { db } from '../db.ts';
import { env } from '../env.ts';
import { mutation } from '../mutation.ts';
import { newId } from '../new-id.ts';
import { parseInput } from '../parse-input.ts';
import { type Progress, runTask, startTask } from '../tasks/run-task.ts';
import { fetchDocument } from './fetch-document.ts';
import { type ImportOutcome, importTaskKind } from './import-outcome.ts';
import { runDescriptionJob } from './run-description-job.ts';

type Input = z.output<typeof startImportInput>;

const start = mutation({
  permission: 'apis.write',
  input: startImportInput,
  audit: { action: 'start-import', target: 'task' },
  async run({ tx, actor }, { source, apiId }) {
    if (apiId !== undefined) await findApi(tx, actor.workspaceId, apiId);
    const running = await tx.task.count({
      where: { workspaceId: actor.workspaceId, kind: importTaskKind, status: 'running' },
    });
    if (running >= 5) throw new SluiceError('LIMIT_EXCEEDED', 'Five imports are running. Wait until one has ended.');
    const title = `Import ${source.kind === 'url' ? source.url : (source.name ?? 'a description')}`;
    const { workspaceId, userId: createdById } = actor;
    const task = { workspaceId, createdById, kind: importTaskKind, title, step: 'Starting' };
    const taskId = await startTask(tx, task);
    return { result: { taskId }, changed: { id: taskId, name: title, ...(apiId !== undefined && { apiId }) } };
  },
});

/**
 * The first half of an import: reads the document and tells what confirming it would write. Nothing of an API is written
 * here. Answers at once; the task goes on by itself.
 */
export const startImport: typeof start = {
  ...start,
  async execute(actor, input) {
    const started = await start.execute(actor, input);
    const parsed = parseInput(startImportInput, input);
    void runTask(started.taskId, (progress) => readImport(parsed, progress));
    return started;
  },
};

async function readImport(
  { source, apiId, mode, options }: Input,
  progress: Progress,
): Promise<Prisma.InputJsonObject> {
  const fetched = source.kind === 'url' ? await fetchSource(source.url, progress) : { text: source.text, url: null };
  const draft = apiId === undefined ? null : await readDraft(db(), apiId);
  const target = apiId ?? newId();
  const { design, ...read } = await runDescriptionJob(
    {
      kind: 'read',
      text: fetched.text,
      apiId: target,
      previous: draft?.design ?? null,
      choices: options,
      documentUrl: fetched.url,
    },
    progress,
  );
  if (design) await storeBlobs(db(), [design]);
  const outcome: ImportOutcome = {
    ...read,
    apiId: target,
    mode,
    designHash: design?.hash ?? null,
    draftRevision: draft?.draftRevision ?? null,
    confirmed: false,
  };
  return JSON.parse(JSON.stringify(outcome)) as Prisma.InputJsonObject;
}

function fetchSource(url: string, progress: Progress): Promise<{ text: string; url: string }> {
  progress('Fetching the document', 0, 0);
  return fetchDocument(url, {
    allowsPrivate: env().allowPrivateUpstreams,
    onProgress: (received, total) => progress('Fetching the document', received, total),
  });
}
