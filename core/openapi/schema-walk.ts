import { isObject, type Json, type JsonObject } from './json.ts';
import { childPointer } from './pointer.ts';

/** Keywords that hold one schema, and whether it applies to the same value as the schema around it. */
const singleKeywords: Record<string, 'same' | 'other'> = {
  not: 'same',
  if: 'same',
  then: 'same',
  else: 'same',
  additionalItems: 'other',
  additionalProperties: 'other',
  contains: 'other',
  contentSchema: 'other',
  items: 'other',
  propertyNames: 'other',
  unevaluatedItems: 'other',
  unevaluatedProperties: 'other',
};

const listKeywords: Record<string, 'same' | 'other'> = {
  allOf: 'same',
  anyOf: 'same',
  oneOf: 'same',
  items: 'other',
  prefixItems: 'other',
};

const mapKeywords: Record<string, 'same' | 'other'> = {
  dependentSchemas: 'same',
  dependencies: 'same',
  $defs: 'other',
  definitions: 'other',
  patternProperties: 'other',
  properties: 'other',
};

/** A schema on the walk: its place, and the place of the outermost schema that applies to the same value. */
export type SchemaPlace = { pointer: string; root: string };

/**
 * Rebuilds a JSON Schema from its leaves up: `visit` receives each schema object with its subschemas already rebuilt. Only
 * keywords that hold schemas are entered, so a property named `$ref` or an example that looks like a schema stays as it is.
 * Booleans, and anything else in a schema's place, are returned unchanged.
 */
export function mapSchema(
  schema: Json,
  place: SchemaPlace,
  visit: (schema: JsonObject, place: SchemaPlace) => Json,
): Json {
  if (!isObject(schema)) return schema;
  const rebuilt: JsonObject = {};
  const inner = (value: Json, applies: 'same' | 'other', ...tokens: (string | number)[]) => {
    const pointer = childPointer(place.pointer, ...tokens);
    return mapSchema(value, { pointer, root: applies === 'same' ? place.root : pointer }, visit);
  };
  for (const [keyword, value] of Object.entries(schema)) {
    const single = lookUp(singleKeywords, keyword);
    const list = lookUp(listKeywords, keyword);
    const map = lookUp(mapKeywords, keyword);
    if (list && Array.isArray(value)) {
      rebuilt[keyword] = value.map((item, index) => inner(item, list, keyword, index));
    } else if (map && isObject(value)) {
      rebuilt[keyword] = Object.fromEntries(
        Object.entries(value).map(([name, item]) => [name, inner(item, map, keyword, name)]),
      );
    } else if (single) {
      rebuilt[keyword] = inner(value, single, keyword);
    } else {
      rebuilt[keyword] = value;
    }
  }
  return visit(rebuilt, place);
}

function lookUp(table: Record<string, 'same' | 'other'>, keyword: string): 'same' | 'other' | undefined {
  return Object.hasOwn(table, keyword) ? table[keyword] : undefined;
}
