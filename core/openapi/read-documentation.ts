import { DocumentationImporter, type ImportedPart } from './import-documentation.ts';
import { isObject, own, type Json } from './json.ts';
import { ReportBuilder, type ReportItem, TooComplex } from './report.ts';

const extension = 'x-amazon-apigateway-documentation';

/** The documentation parts that a description holds apart from its API (AWS: ImportDocumentationParts), and what is wrong. */
export function readDocumentation(document: Json): { parts: ImportedPart[]; items: ReportItem[] } {
  const report = new ReportBuilder();
  const importer = new DocumentationImporter(report);
  if (!isObject(document)) report.error('wrong-type', '', 'An OpenAPI document is an object.');
  else if (own(document, extension) === undefined)
    report.error('missing-field', '', `The document has no ${extension}.`);
  else {
    try {
      importer.addExtension(own(document, extension), `/${extension}`);
    } catch (error) {
      if (!(error instanceof TooComplex)) throw error;
      report.error('too-complex', '', 'The document costs too much to read.');
    }
  }
  return { parts: importer.parts(), items: report.items() };
}
