import type { Design } from '../apis/design.ts';
import type { RestApi } from '../apis/schema.ts';
import { SluiceError } from '../errors.ts';
import { assignIds } from './assign-ids.ts';
import type { IntegrationProposal } from './import-context.ts';
import { importDocument, type ImportedDocument } from './import-document.ts';
import type { ImportProgress } from './import-paths.ts';
import { normalBaseUrl, type BasepathMode } from './import-servers.ts';
import { isObject, own, type Json, type JsonObject } from './json.ts';
import { ReportBuilder, TooComplex, type ImportReport } from './report.ts';
import type { DescriptionVersion } from './schema-dialect.ts';

export type ImportOptions = {
  newId: () => string;
  apiId: string;
  /** `replace` keeps the ids of what `previous` has by path or name, so that writing the design is a difference. */
  mode?: 'new' | 'replace';
  previous?: Design;
  /** What becomes of the server's base path; default `ignore`, as in AWS API Gateway. */
  basepath?: BasepathMode;
  /** For operations that have no integration; default `http_proxy` for a new API and `none` in mode `replace`. */
  integration?: IntegrationProposal;
  /** The backend of proposed integrations, instead of the document's server: an absolute HTTP URL. */
  baseUrl?: string;
  /** Whether the API answers as AWS does; left out, the document decides. */
  behavior?: RestApi['behavior'] | undefined;
  /** Where the document came from: relative servers are resolved against it. */
  documentUrl?: string;
  /** The source text, when the report's items shall have lines and columns. */
  text?: string;
  onProgress?: (progress: ImportProgress) => void;
};

export type ImportResult = { design: Design; report: ImportReport };

/**
 * Turns an OpenAPI 2.0, 3.0 or 3.1 document into a design, and reports every part that was not carried as it stands.
 * References are followed inside the document only; nothing is fetched and nothing expanded. When the report holds errors
 * the design is incomplete and must not be written (see `assertImportable`).
 *
 * @throws SluiceError BAD_INPUT when `baseUrl` is no absolute HTTP URL.
 */
export function importOpenApi(document: Json, options: ImportOptions): ImportResult {
  const baseUrl = options.baseUrl === undefined ? null : normalBaseUrl(options.baseUrl);
  if (options.baseUrl !== undefined && baseUrl === null) {
    throw new SluiceError('BAD_INPUT', 'The backend must be an absolute http or https URL without query and fragment.');
  }
  const replace = options.mode === 'replace';
  const previous = replace ? (options.previous ?? null) : null;
  const report = new ReportBuilder();
  const root: JsonObject = isObject(document) ? document : {};
  if (!isObject(document)) report.error('wrong-type', '', 'An OpenAPI document is an object.');
  const version = isObject(document) ? detectVersion(document, report) : null;

  const read = (source: JsonObject, into: ReportBuilder) =>
    importDocument(source, version ?? '3.1', into, {
      apiId: options.apiId,
      previousApi: previous?.api ?? null,
      basepath: options.basepath ?? 'ignore',
      proposal: options.integration ?? (replace ? 'none' : 'http_proxy'),
      baseUrl,
      behavior: options.behavior ?? null,
      documentUrl: options.documentUrl ?? null,
      onProgress: options.onProgress,
    });
  const nothing = () => read({ info: { title: 'Untitled API' } }, new ReportBuilder());

  let imported: ImportedDocument;
  try {
    imported = version ? read(root, report) : nothing();
  } catch (error) {
    if (!(error instanceof TooComplex)) throw error;
    report.error(
      'too-complex',
      '',
      'The document costs too much to read: its references bring in the same parts too many times.',
    );
    imported = nothing();
  }
  const design = assignIds(imported, options.newId, previous);
  return {
    design,
    report: {
      items: report.items(options.text),
      counts: {
        operations: imported.operations,
        skippedOperations: imported.skippedOperations,
        resources: design.resources.length,
        methods: design.methods.length,
        models: design.models.length,
        requestValidators: design.requestValidators.length,
        authorizers: design.authorizers.length,
        gatewayResponses: design.gatewayResponses.length,
        documentationParts: design.documentationParts.length,
        errors: report.count('error'),
        warnings: report.count('warning'),
      },
    },
  };
}

/** The version that a document claims; null, with an error in the report, when it is none that is read. */
function detectVersion(document: JsonObject, report: ReportBuilder): DescriptionVersion | null {
  const swagger = own(document, 'swagger');
  const openapi = own(document, 'openapi');
  if (swagger === undefined && openapi === undefined) {
    report.error('version', '', 'This is no OpenAPI document: it has neither "openapi" nor "swagger".');
    return null;
  }
  const field = openapi === undefined ? 'swagger' : 'openapi';
  const written = String(openapi ?? swagger);
  if (field === 'swagger' && (written === '2.0' || written === '2')) return '2.0';
  if (field === 'openapi' && /^3\.0(\.|-|$)/.test(written)) return '3.0';
  if (field === 'openapi' && /^3\.[12](\.|-|$)/.test(written)) {
    if (written.startsWith('3.2')) {
      report.warn('version', '/openapi', 'OpenAPI 3.2 is read as 3.1; what is new in it is reported where it is met.');
    }
    return '3.1';
  }
  report.error(
    'version',
    `/${field}`,
    `Version ${JSON.stringify(written.slice(0, 50))} is not read; 2.0, 3.0 and 3.1 are.`,
  );
  return null;
}
