import type { DocumentationExporter } from './export-documentation.ts';
import type { SchemaExporter } from './export-schemas.ts';
import type { SecurityExporter } from './export-security.ts';
import type { DescriptionVersion } from './schema-dialect.ts';

/** Everything the steps of one export share. */
export type ExportContext = {
  version: DescriptionVersion;
  extensions: boolean;
  schemas: SchemaExporter;
  security: SecurityExporter;
  documentation: DocumentationExporter;
  /** Names of request validators in the description, by id. */
  validatorNames: Map<string, string>;
};
