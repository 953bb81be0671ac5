import type { DocumentationExporter } from './export-documentation.ts';
import type { SchemaExporter } from './export-schemas.ts';
import type { SecurityExporter } from './export-security.ts';
import type { DescriptionVersion } from './schema-dialect.ts';

/** All extensions, those of integrations or of authorizers alone, or none. */
export const exportExtensions = ['all', 'integrations', 'authorizers', 'none'] as const;
export type ExportExtensions = (typeof exportExtensions)[number];

/** Everything the steps of one export share. */
export type ExportContext = {
  version: DescriptionVersion;
  extensions: ExportExtensions;
  schemas: SchemaExporter;
  security: SecurityExporter;
  documentation: DocumentationExporter;
  /** Names of request validators in the description, by id. */
  validatorNames: Map<string, string>;
};
