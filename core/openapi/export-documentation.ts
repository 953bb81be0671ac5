import type { DocumentationPart } from '../documentation/schema.ts';
import { Documentation, type Place } from '../portal/documentation.ts';
import { locationKey, locationOf } from './import-documentation.ts';
import { isObject, own, ownObject, tryParseJson, type Json, type JsonObject } from './json.ts';
import { hasFieldTypes, type Shape } from './shape.ts';

/**
 * Hands out documentation parts to the places of a description that can say what they say. A part is taken only when
 * reading that place gives the very same part; the others stay for `x-amazon-apigateway-documentation`. Without extensions
 * there is no such rest, so a place also gets what it inherits.
 */
export class DocumentationExporter {
  readonly #parts: readonly DocumentationPart[];
  readonly #byLocation = new Map<string, DocumentationPart>();
  readonly #taken = new Set<DocumentationPart>();
  readonly #inherited: Documentation | null;

  constructor(parts: readonly DocumentationPart[], extensions: boolean) {
    this.#parts = parts;
    for (const part of parts) this.#byLocation.set(locationKey(part.location), part);
    this.#inherited = extensions ? null : new Documentation(parts);
  }

  /** The properties for a place, turned by `write` into fields of the description; null from `write` leaves the part. */
  take<Fields>(place: Place, write: (properties: JsonObject) => Fields | null): Fields | null {
    const part = this.#byLocation.get(locationKey(locationOf(place.type, place)));
    const own = part && tryParseJson(part.properties);
    const properties = isObject(own) ? own : (this.#inherited?.at(place) as JsonObject | undefined);
    if (!properties || Object.keys(properties).length === 0) return null;
    const written = write(properties);
    if (written !== null && part && isObject(own)) this.#taken.add(part);
    return written;
  }

  /** The parts that no place took, as the extension writes them. */
  rest(): Json[] {
    return this.#parts
      .filter((part) => !this.#taken.has(part))
      .map(({ location, properties }) => ({
        location: Object.fromEntries(
          Object.entries(location).filter((field): field is [string, string] => field[1] !== null),
        ),
        properties: tryParseJson(properties) ?? properties,
      }));
  }
}

/** The properties when a place with this shape can hold them all in the named fields, else null. */
export function fieldsOf(properties: JsonObject, shape: Shape, names: readonly string[]): JsonObject | null {
  return Object.keys(properties).every((name) => names.includes(name)) && hasFieldTypes(properties, shape)
    ? properties
    : null;
}

/** Examples by content type, when they are nothing but `example` and `examples` of content that is there. */
export function contentExamples(
  content: Json | undefined,
  contentTypes: readonly string[],
): Record<string, JsonObject> | null {
  if (content === undefined) return {};
  if (!isObject(content)) return null;
  const examples: Record<string, JsonObject> = {};
  for (const [contentType, media] of Object.entries(content)) {
    if (!isObject(media) || !contentTypes.includes(contentType) || Object.keys(media).length === 0) return null;
    if (!Object.keys(media).every((name) => name === 'example' || name === 'examples')) return null;
    if (
      own(media, 'examples') !== undefined &&
      !Object.values(ownObject(media, 'examples') ?? { '': null }).every(isPlainExample)
    ) {
      return null;
    }
    examples[contentType] = media;
  }
  return examples;
}

/** True for an example that is written out. */
export function isPlainExample(example: Json): boolean {
  return isObject(example) && !Object.hasOwn(example, '$ref');
}
