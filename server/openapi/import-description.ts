import type { z } from 'zod';
import { type Design, designSchema } from '#core/apis/design.ts';
import { SluiceError } from '#core/errors.ts';
import { importDescriptionInput } from '#core/openapi/input.ts';
import { mergeDesigns } from '#core/openapi/merge-designs.ts';
import { assertImportable, type ReportItem } from '#core/openapi/report.ts';
import { findApi } from '../apis/find-api.ts';
import { readDraft } from '../apis/load-design.ts';
import { blobText } from '../blobs/read-blob.ts';
import { db } from '../db.ts';
import { mutation } from '../mutation.ts';
import { newId } from '../new-id.ts';
import { runDescriptionJob } from './run-description-job.ts';
import { replaceDraft, writeNewApi } from './write-import.ts';

type Input = z.output<typeof importDescriptionInput>;
type Prepared = { design: Design; warnings: string[]; draftRevision: number | null };

/** Imports a description in one step, whole or not at all, and tells what of it is not carried as it stands. */
export const importDescription = mutation({
  permission: 'apis.write',
  input: importDescriptionInput,
  audit: { action: 'import', target: 'api' },
  prepare: (actor, input) => prepare(actor.workspaceId, input),
  async run({ tx, actor, prepared }, { mode }) {
    const { design, warnings, draftRevision } = prepared;
    const { id: apiId, name } = design.api;
    if (mode === 'new') await writeNewApi(tx, actor, design);
    else await replaceDraft(tx, actor.workspaceId, design, draftRevision);
    const { resources, methods, models } = design;
    const after = { mode, resources: resources.length, methods: methods.length, models: models.length };
    return { result: { apiId, warnings }, changed: { id: apiId, name, apiId, after } };
  },
});

async function prepare(workspaceId: string, input: Input): Promise<Prepared> {
  const { text, options, failOnWarnings, mode } = input;
  const draft = input.mode === 'new' ? null : await draftOf(workspaceId, input.apiId);
  const previous = draft?.design ?? null;
  const apiId = previous?.api.id ?? newId();
  const read = await runDescriptionJob({ kind: 'read', text, apiId, previous, choices: options, documentUrl: null });
  assertImportable(read.report);
  const warnings = read.report.items.filter(({ level }) => level === 'warning');
  if (failOnWarnings && warnings.length > 0) throw refusedForWarnings(warnings);
  if (!read.design) throw new Error('a report without errors comes with a design');
  const imported = chosenParts(designSchema.parse(JSON.parse(await blobText(read.design.data))), input);
  return {
    design: previous && mode === 'merge' ? mergeDesigns(previous, imported) : imported,
    warnings: warnings.map(({ message }) => message),
    draftRevision: draft?.draftRevision ?? null,
  };
}

function chosenParts(design: Design, { endpointTypes, ignoreDocumentation }: Input): Design {
  const { api } = design;
  const types = endpointTypes ?? api.endpointConfiguration.types;
  return {
    ...design,
    api: { ...api, endpointConfiguration: { ...api.endpointConfiguration, types } },
    ...(ignoreDocumentation && { documentationParts: [] }),
  };
}

async function draftOf(workspaceId: string, apiId: string) {
  await findApi(db(), workspaceId, apiId);
  return readDraft(db(), apiId);
}

function refusedForWarnings(warnings: ReportItem[]): SluiceError {
  const lines = warnings.map(({ message }) => `\n\t${message}`).join('');
  return new SluiceError('BAD_INPUT', `Warnings found during import:${lines}`, {
    issues: warnings.map(({ message, pointer, line, column }) => ({ message, pointer, line, column })),
  });
}
