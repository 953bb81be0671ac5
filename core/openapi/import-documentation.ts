import { documentationPartTypes, type DocumentationPart } from '../documentation/schema.ts';
import { isObject, ownArray, ownObject, ownString, type Json, type JsonObject } from './json.ts';
import { childPointer } from './pointer.ts';
import { pick } from './read-parameters.ts';
import type { ReportBuilder } from './report.ts';
import { checkShape, type Shape } from './shape.ts';

export type DocumentationLocation = DocumentationPart['location'];

/** A documentation part before it has an id. */
export type ImportedPart = Omit<DocumentationPart, 'id'>;

/** A location with the fields that are not given as null. */
export function locationOf(
  type: DocumentationLocation['type'],
  fields: Partial<DocumentationLocation> = {},
): DocumentationLocation {
  return { type, path: null, method: null, statusCode: null, name: null, ...fields };
}

/** Equal for equal locations. */
export function locationKey(location: DocumentationLocation): string {
  return JSON.stringify([location.type, location.path, location.method, location.statusCode, location.name]);
}

const partShape: Shape = {
  what: 'a documentation part',
  fields: { location: 'object', properties: 'any' },
  required: ['location', 'properties'],
};
const locationShape: Shape = {
  what: 'a documentation location',
  fields: { type: 'string', path: 'string', method: 'string', statusCode: 'string', name: 'string' },
  required: ['type'],
};
const documentationShape: Shape = {
  what: 'x-amazon-apigateway-documentation',
  fields: { version: 'string', createdDate: 'string', documentationParts: 'array' },
};

/** What a part counts as work, in values: it is written out as text of its own. */
const documentationCost = 5;

/** Collects documentation parts, one per location: a later one replaces an earlier one. */
export class DocumentationImporter {
  readonly #parts = new Map<string, ImportedPart>();
  readonly #report: ReportBuilder;

  constructor(report: ReportBuilder) {
    this.#report = report;
  }

  /** Documents a location; without properties nothing is written. */
  add(location: DocumentationLocation, properties: JsonObject): void {
    if (Object.keys(properties).length === 0) return;
    this.#report.spend(documentationCost);
    this.#parts.set(locationKey(location), { location, properties: JSON.stringify(properties) });
  }

  /** Reads `x-amazon-apigateway-documentation`, whose parts win over what the description says at the same place. */
  addExtension(extension: Json | undefined, pointer: string): void {
    if (extension === undefined) return;
    const documentation = checkShape(this.#report, extension, pointer, documentationShape);
    if (!documentation) return;
    ownArray(documentation, 'documentationParts').forEach((source, index) => {
      const place = childPointer(pointer, 'documentationParts', index);
      const part = checkShape(this.#report, source, place, partShape);
      const location = part && checkShape(this.#report, part.location, childPointer(place, 'location'), locationShape);
      if (!part || !location) return;
      const type = documentationPartTypes.find((known) => known === ownString(location, 'type')?.toUpperCase());
      const properties =
        typeof part.properties === 'string' ? part.properties : JSON.stringify(part.properties ?? null);
      if (!type) {
        this.#report.error(
          'invalid-value',
          childPointer(place, 'location'),
          'A documentation part has a type that is not known.',
        );
        return;
      }
      const fields = Object.fromEntries(
        (['path', 'method', 'statusCode', 'name'] as const).map((field) => [field, ownString(location, field) ?? null]),
      );
      const full = locationOf(type, fields);
      this.#parts.set(locationKey(full), { location: full, properties });
    });
  }

  parts(): ImportedPart[] {
    return [...this.#parts.values()];
  }
}

/**
 * What `info`, `tags` and `externalDocs` say beyond the settings of an API, as AWS API Gateway's API part holds it: the fields
 * of the document under their own names. Tags that are settings are told apart by their extension.
 */
export function apiDocumentation(document: JsonObject, info: JsonObject): JsonObject {
  const properties: JsonObject = {};
  const isCut = (ownString(info, 'description') ?? '').length > 1024;
  const fields = ['summary', ...(isCut ? ['description'] : []), 'termsOfService', 'contact', 'license'];
  const described = pick(info, fields);
  if (Object.keys(described).length > 0) properties.info = described;
  const tags = ownArray(document, 'tags').filter(
    (tag) => isObject(tag) && !Object.hasOwn(tag, 'x-amazon-apigateway-tag-value'),
  );
  if (tags.length > 0) properties.tags = tags;
  const externalDocs = ownObject(document, 'externalDocs');
  if (externalDocs) properties.externalDocs = externalDocs;
  return properties;
}
