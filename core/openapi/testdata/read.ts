import { readFileSync } from 'node:fs';
import type { Design } from '../../apis/design.ts';
import { importOpenApi, type ImportOptions, type ImportResult } from '../import.ts';
import type { Json } from '../json.ts';
import { parseDocument } from '../parse-document.ts';
import type { ReportItem } from '../report.ts';

/** The text of a file of this folder. */
export function testdata(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8');
}

/** Imports a document with ids that count up from 1. */
export function importDocument(document: unknown, options: Partial<ImportOptions> = {}): ImportResult {
  let count = 0;
  const newId = () => `id${(count += 1)}`;
  return importOpenApi(document as Json, { newId, apiId: 'api1', ...options });
}

/** Imports source text, so that the report has lines and columns. */
export function importText(text: string, options: Partial<ImportOptions> = {}): ImportResult {
  return importDocument(parseDocument(text), { text, ...options });
}

/** The report's items of one code. */
export function itemsOf(result: ImportResult, code: ReportItem['code']): ReportItem[] {
  return result.report.items.filter((item) => item.code === code);
}

/** The design with names and paths in the place of ids, to compare designs that were made apart. */
export function withoutIds(design: Design): unknown {
  const names = new Map<string | null, string>([
    ...design.resources.map(({ id, path }): [string, string] => [id, path]),
    ...design.authorizers.map(({ id, name }): [string, string] => [id, name]),
    ...design.requestValidators.map(({ id, name }): [string, string] => [id, name]),
  ]);
  const strip = <Item extends { id: string }>(items: Item[]) => items.map((item) => ({ ...item, id: '' }));
  return {
    ...design,
    resources: design.resources.map((resource) => ({ ...resource, id: '', parentId: names.get(resource.parentId) })),
    methods: design.methods.map((method) => ({
      ...method,
      resourceId: names.get(method.resourceId),
      authorizerId: names.get(method.authorizerId),
      requestValidatorId: names.get(method.requestValidatorId),
    })),
    models: strip(design.models),
    requestValidators: strip(design.requestValidators),
    authorizers: strip(design.authorizers),
    documentationParts: strip(design.documentationParts),
  };
}

/** The method at a path. */
export function methodAt(design: Design, httpMethod: string, path: string): Design['methods'][number] | undefined {
  const resource = design.resources.find((candidate) => candidate.path === path);
  return design.methods.find((method) => method.resourceId === resource?.id && method.httpMethod === httpMethod);
}
