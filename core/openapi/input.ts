import { z } from 'zod';
import { apiIdInput } from '../apis/input.ts';
import { apiBehaviors, restApiSchema } from '../apis/schema.ts';
import { stageIdInput } from '../stages/input.ts';
import { exportExtensions } from './export-context.ts';
import { integrationProposals } from './import-context.ts';
import { basepathModes } from './import-servers.ts';

export const sourceFormats = ['json', 'yaml'] as const;

/** The source of the draft, or of a version that was deployed. */
export const openApiSourceInput = apiIdInput.extend({
  format: z.enum(sourceFormats).default('yaml'),
  version: z.number().int().positive().optional(),
});

const text = z.string().min(1, 'The document is empty.');

export const checkSourceInput = z.object({ apiId: apiIdInput.shape.apiId.optional(), text });

export const saveSourceInput = apiIdInput.extend({ text, expectedDraftRevision: z.number().int() });

export const importOptions = z.object({
  basepath: z.enum(basepathModes).optional(),
  integration: z.enum(integrationProposals).optional(),
  /** The backend of operations that name none: an absolute http or https URL. */
  baseUrl: z.string().max(2048).optional(),
  /** Whether the API answers as AWS does; left out, the document decides. */
  behavior: z.enum(apiBehaviors).optional(),
});
export type ImportChoices = z.infer<typeof importOptions>;

export const startImportInput = z
  .object({
    source: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('text'), text, name: z.string().max(255).optional() }),
      z.object({
        kind: z.literal('url'),
        url: z.url({ protocol: /^https?$/, error: 'Give an http or https URL.' }).max(2048),
      }),
    ]),
    mode: z.enum(['new', 'replace']).default('new'),
    /** The API whose draft is replaced. */
    apiId: apiIdInput.shape.apiId.optional(),
    options: importOptions.default({}),
  })
  .refine((input) => (input.mode === 'replace') === (input.apiId !== undefined), {
    message: 'Replacing needs the API that is replaced; a new API has none yet.',
    path: ['apiId'],
  });

export const confirmImportInput = z.object({ taskId: z.string().min(1).max(64) });

const oneStepImport = {
  text,
  failOnWarnings: z.boolean(),
  options: importOptions,
  /** Of the document's endpoint configuration, or in place of it. */
  endpointTypes: restApiSchema.shape.endpointConfiguration.shape.types.optional(),
  ignoreDocumentation: z.boolean().default(false),
};

/** An import in one step: a new API, or one whose draft the document replaces (`overwrite`) or is laid over (`merge`). */
export const importDescriptionInput = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('new'), ...oneStepImport }),
  z.object({ mode: z.enum(['merge', 'overwrite']), ...apiIdInput.shape, ...oneStepImport }),
]);

export const exportStageInput = stageIdInput.extend({
  format: z.enum(sourceFormats),
  version: z.enum(['2.0', '3.0']),
  extensions: z.enum(exportExtensions),
});
