import { constants, gzipSync } from 'node:zlib';
import { dump } from 'js-yaml';
import { type Design, emptyDesign } from '#core/apis/design.ts';
import { compile } from '#core/compile/compile.ts';
import type { Problem } from '#core/compile/problem.ts';
import { type ExportOptions, exportOpenApi, sourceVersion } from '#core/openapi/export.ts';
import { importOpenApi } from '#core/openapi/import.ts';
import type { ImportChoices } from '#core/openapi/input.ts';
import { parseDocument } from '#core/openapi/parse-document.ts';
import { hasErrors, type ImportReport } from '#core/openapi/report.ts';
import type { SourceFormat } from '#core/openapi/source-format.ts';
import type { DesignChange } from '#core/snapshot/design-change.ts';
import { diffDesigns } from '#core/snapshot/diff.ts';
import { sha256Hex } from '#core/snapshot/hash.ts';
import type { Blob } from '../blobs/store-blob.ts';
import { newId } from '../new-id.ts';

/** Work on OpenAPI text that may take long: it runs in a worker thread (openapi-worker.ts). */
export type DescriptionJob = ReadJob | WriteJob;

/** Turns text into a design and tells what of it was carried. */
export type ReadJob = {
  kind: 'read';
  text: string;
  apiId: string;
  /** The draft that the text replaces; null for a new API. */
  previous: Design | null;
  choices: ImportChoices;
  documentUrl: string | null;
};

/** Turns a design into text: from which it can be made again, unless options say otherwise. */
export type WriteJob = { kind: 'write'; design: Design; format: SourceFormat; options?: ExportOptions };

export type ReadResult = {
  report: ImportReport;
  apiName: string;
  /** The imported design's JSON, compressed; null when the report refuses the import. */
  design: Blob | null;
  /** The first changes against the draft that is replaced, or against nothing, and how many there are. */
  changes: DesignChange[];
  changeCount: number;
  /** What would keep the imported design from being deployed. */
  problems: Problem[];
};

export type JobResult<Job extends DescriptionJob> = Job extends ReadJob ? ReadResult : { text: string };

export type OnProgress = (step: string, done: number, total: number) => void;

/** Most changes and problems that a result lists. */
const maxListed = 2000;

/** @throws SluiceError when the text cannot be read */
export function runDescriptionJob(job: DescriptionJob, onProgress: OnProgress): ReadResult | { text: string } {
  return job.kind === 'read' ? read(job, onProgress) : write(job);
}

function read({ text, apiId, previous, choices, documentUrl }: ReadJob, onProgress: OnProgress): ReadResult {
  onProgress('Reading the document', 0, 0);
  const document = parseDocument(text);
  const { design, report } = importOpenApi(document, {
    newId,
    apiId,
    text,
    ...(previous ? { mode: 'replace', previous } : { mode: 'new' }),
    ...choices,
    ...(documentUrl !== null && { documentUrl }),
    onProgress: ({ done, total }) => onProgress('Importing operations', done, total),
  });
  onProgress('Comparing and checking', 0, 0);
  const refused = hasErrors(report);
  const changes = refused ? [] : diffDesigns(previous ?? emptyDesign(design.api), design);
  const { problems } = refused ? { problems: [] } : compile(design);
  return {
    report,
    apiName: design.api.name,
    design: refused ? null : packed(JSON.stringify(design)),
    changes: changes.slice(0, maxListed),
    changeCount: changes.length,
    problems: problems.slice(0, maxListed),
  };
}

/** It is read once, soon: the fastest compression is the best. */
function packed(text: string): Blob {
  const data = new Uint8Array(gzipSync(text, { level: constants.Z_BEST_SPEED }));
  return { hash: sha256Hex(text), size: Buffer.byteLength(text), data };
}

function write({ design, format, options }: WriteJob): { text: string } {
  const document = exportOpenApi(design, options ?? { version: sourceVersion(design), extensions: 'all' });
  const text =
    format === 'json' ? `${JSON.stringify(document, null, 2)}\n` : dump(document, { lineWidth: -1, noRefs: true });
  return { text };
}
