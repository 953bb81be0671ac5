import type { RestApi } from '../apis/schema.ts';
import type { GatewayResponse } from '../gateway-responses/schema.ts';
import { readApi, readGatewayResponses, readRequestValidators, type ImportedValidator } from './import-api.ts';
import type { ImportContext, ImportedMethod, IntegrationProposal } from './import-context.ts';
import { apiDocumentation, DocumentationImporter, locationOf, type ImportedPart } from './import-documentation.ts';
import { ModelImporter, type ImportedModel } from './import-models.ts';
import { importPaths, type ImportProgress } from './import-paths.ts';
import { SecurityImporter, type ImportedAuthorizer } from './import-security.ts';
import { openApiServer, swaggerServer, type BasepathMode } from './import-servers.ts';
import { own, ownArray, type JsonObject } from './json.ts';
import { createOpenApi3Reader } from './read-openapi3.ts';
import { createSwagger2Reader } from './read-swagger2.ts';
import { References } from './references.ts';
import type { ReportBuilder } from './report.ts';
import type { TreeNode } from './resource-tree.ts';
import type { DescriptionVersion } from './schema-dialect.ts';
import { checkShape } from './shape.ts';
import { componentsShape, infoShape, openApiDocumentShape, swaggerDocumentShape } from './shapes.ts';
import { reportUnusedComponents } from './unused-components.ts';

export type DocumentOptions = {
  apiId: string;
  previousApi: RestApi | null;
  basepath: BasepathMode;
  proposal: IntegrationProposal;
  baseUrl: string | null;
  /** The behaviour that was asked for, which wins over the document's. */
  behavior: RestApi['behavior'] | null;
  documentUrl: string | null;
  onProgress?: (progress: ImportProgress) => void;
};

/** A whole document, read, with names and paths where a design has ids. */
export type ImportedDocument = {
  api: RestApi;
  nodes: TreeNode[];
  methods: ImportedMethod[];
  models: ImportedModel[];
  requestValidators: ImportedValidator[];
  authorizers: ImportedAuthorizer[];
  gatewayResponses: GatewayResponse[];
  documentationParts: ImportedPart[];
  operations: number;
  skippedOperations: number;
};

/** Reads a document of a known version. Raises only `TooComplex`. */
export function importDocument(
  document: JsonObject,
  version: DescriptionVersion,
  report: ReportBuilder,
  options: DocumentOptions,
): ImportedDocument {
  const isSwagger = version === '2.0';
  const root = checkShape(report, document, '', isSwagger ? swaggerDocumentShape : openApiDocumentShape) ?? {};
  const info = checkShape(report, own(root, 'info') ?? {}, '/info', infoShape) ?? {};
  const components = own(root, 'components');
  if (components !== undefined) checkShape(report, components, '/components', componentsShape);

  const references = new References(document, report);
  const models = new ModelImporter(document, version, references, report);
  const documentation = new DocumentationImporter(report);
  documentation.add(locationOf('API'), apiDocumentation(root, info));
  const requestValidators = readRequestValidators(root, report);
  const validatorNames = new Set(requestValidators.map(({ name }) => name));
  const schemesPointer = isSwagger ? '/securityDefinitions' : '/components/securitySchemes';
  const security = new SecurityImporter(references.at(schemesPointer), schemesPointer, references, report);
  const server = isSwagger
    ? swaggerServer(root, report, options.documentUrl)
    : (openApiServer(root, '', report, options.documentUrl) ?? { url: null, basePath: '' });

  const context: ImportContext = {
    document: root,
    version,
    report,
    references,
    models,
    security,
    documentation,
    readOperation: isSwagger
      ? createSwagger2Reader(root, references, report, models)
      : createOpenApi3Reader(references, report, models),
    server,
    baseUrl: options.baseUrl,
    documentUrl: options.documentUrl,
    proposal: options.proposal,
    documentSecurity: ownArray(root, 'security'),
    defaultValidator: readDefaultValidator(root, validatorNames, report),
    validatorNames,
    operationIds: new Set(),
  };
  const { tree, methods, operations, skippedOperations } = importPaths(context, options.basepath, options.onProgress);

  security.reportUnused();
  if (options.proposal === 'none' && ownArray(root, 'servers').length > 0) {
    report.info('server-not-used', '/servers', 'Servers are not kept: integrations say where the backend is.');
  }
  const authorizers = security.authorizers();
  for (const { name, description } of authorizers) {
    if (description !== null) documentation.add(locationOf('AUTHORIZER', { name }), { description });
  }
  documentation.addExtension(own(root, 'x-amazon-apigateway-documentation'), '/x-amazon-apigateway-documentation');
  const gatewayResponses = readGatewayResponses(root, report);
  const imported: ImportedDocument = {
    api: readApi(root, info, options, report),
    nodes: tree.nodes(),
    methods,
    models: models.models(),
    requestValidators,
    authorizers,
    gatewayResponses,
    documentationParts: documentation.parts(),
    operations,
    skippedOperations,
  };
  reportUnusedComponents(root, version, references, report);
  return imported;
}

function readDefaultValidator(document: JsonObject, names: Set<string>, report: ReportBuilder): string | null {
  const name = own(document, 'x-amazon-apigateway-request-validator');
  if (name === undefined) return null;
  if (typeof name === 'string' && names.has(name)) return name;
  const message = `The request validator ${JSON.stringify(name)} is not defined.`;
  report.error('unresolved-reference', '/x-amazon-apigateway-request-validator', message);
  return null;
}
