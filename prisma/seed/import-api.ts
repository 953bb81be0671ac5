import { setTimeout as wait } from 'node:timers/promises';
import { SluiceError } from '#core/errors.ts';
import { buildReference } from '#core/portal/reference.ts';
import type { Member } from '#server/actor.ts';
import { readDraft } from '#server/apis/load-design.ts';
import { db } from '#server/db.ts';
import { getMethod } from '#server/methods/get-method.ts';
import { updateMethod } from '#server/methods/update-method.ts';
import { confirmImport } from '#server/openapi/confirm-import.ts';
import { startImport } from '#server/openapi/start-import.ts';
import { dismissTask } from '#server/tasks/dismiss-task.ts';
import { getTask } from '#server/tasks/get-task.ts';

const pollMs = 50;

/** Imports an OpenAPI text as a new API that answers from mocks, as a person would in the console. Returns its id. */
export async function importApi(owner: Member, name: string, text: string): Promise<string> {
  const source = { kind: 'text', name, text };
  const { taskId } = await startImport.execute(owner, { source, options: { integration: 'mock' } });
  let task = await getTask.execute(owner, { taskId });
  while (task.status === 'running') {
    await wait(pollMs);
    task = await getTask.execute(owner, { taskId });
  }
  if (task.status !== 'done') throw new SluiceError('INTERNAL', `The import of ${name} failed.`, { cause: task });
  const { apiId } = await confirmImport.execute(owner, { taskId });
  await dismissTask.execute(owner, { taskId });
  await answerWithExamples(owner, apiId);
  return apiId;
}

/** Makes every mock answer with the example that the API's own documentation shows. */
async function answerWithExamples(owner: Member, apiId: string): Promise<void> {
  const { design } = await readDraft(db(), apiId);
  const reference = buildReference(design, { baseUrl: 'https://example.com', stageName: 'prod' });
  const operations = reference.groups.flatMap((group) => group.operations);
  for (const { resourceId, httpMethod, integration } of design.methods) {
    const path = design.resources.find((resource) => resource.id === resourceId)?.path;
    const summary = operations.find((candidate) => candidate.httpMethod === httpMethod && candidate.path === path);
    const responses = summary && reference.operation(summary.slug)?.responses;
    const success = responses?.find(({ statusCode }) => statusCode.startsWith('2'));
    const body = success?.bodies.find(({ contentType }) => contentType === 'application/json');
    if (!integration || !success || body?.example === undefined) continue;
    const { revision } = await getMethod.execute(owner, { apiId, resourceId, httpMethod });
    const answer = {
      statusCode: success.statusCode,
      selectionPattern: null,
      responseParameters: {},
      responseTemplates: { 'application/json': JSON.stringify(body.example, null, 2) },
      contentHandling: null,
    };
    const patch = { integration: { ...integration, integrationResponses: [answer] } };
    await updateMethod.execute(owner, { apiId, resourceId, httpMethod, expectedRevision: revision, patch });
  }
}
