import type { Integration } from '../integrations/schema.ts';
import type { Method } from '../methods/schema.ts';
import type { DocumentationImporter } from './import-documentation.ts';
import type { ModelImporter } from './import-models.ts';
import type { SecurityImporter } from './import-security.ts';
import type { Server } from './import-servers.ts';
import type { Json, JsonObject } from './json.ts';
import type { References } from './references.ts';
import type { ReportBuilder } from './report.ts';
import type { TreeNode } from './resource-tree.ts';
import type { DescriptionVersion } from './schema-dialect.ts';
import type { OperationReader } from './source.ts';

/** What an operation without `x-amazon-apigateway-integration` gets: a proposal, or nothing. */
export const integrationProposals = ['http_proxy', 'mock', 'none'] as const;
export type IntegrationProposal = (typeof integrationProposals)[number];

/** Everything the steps of one import share. */
export type ImportContext = {
  document: JsonObject;
  version: DescriptionVersion;
  report: ReportBuilder;
  references: References;
  models: ModelImporter;
  security: SecurityImporter;
  documentation: DocumentationImporter;
  readOperation: OperationReader;
  server: Server;
  /** The backend that was asked for, which wins over every server of the document. */
  baseUrl: string | null;
  documentUrl: string | null;
  proposal: IntegrationProposal;
  documentSecurity: Json[];
  defaultValidator: string | null;
  validatorNames: Set<string>;
  operationIds: Set<string>;
};

/** A method whose resource, authorizer and validator are not ids yet. */
export type ImportedMethod = Omit<Method, 'resourceId' | 'authorizerId' | 'requestValidatorId' | 'integration'> & {
  node: TreeNode;
  authorizer: string | null;
  requestValidator: string | null;
  integration: Integration | null;
};
