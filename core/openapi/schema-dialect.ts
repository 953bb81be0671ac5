import { isObject, own, without, type Json, type JsonObject } from './json.ts';

/** How a description's version writes schemas: 2.0 and 3.0 extend draft-04, 3.1 is JSON Schema 2020-12. */
export type DescriptionVersion = '2.0' | '3.0' | '3.1';

export const draft2020 = 'https://json-schema.org/draft/2020-12/schema';
export const draft04 = 'http://json-schema.org/draft-04/schema#';

/** The keyword that lets null pass: JSON Schema has none, 3.0 has one, 2.0 knows a common vendor extension. */
const nullKeyword = { '2.0': 'x-nullable', '3.0': 'nullable' } as const;

/**
 * One schema object of a 2.0 or 3.0 description as plain draft-04: `nullable` becomes a type or an alternative, so that a
 * JSON Schema validator accepts null where the description means it. Subschemas are converted already.
 */
export function toDraft04(schema: JsonObject, version: '2.0' | '3.0'): JsonObject {
  const keyword = nullKeyword[version];
  const nullable = own(schema, keyword) === true;
  const plain = Object.hasOwn(schema, keyword) ? without(schema, [keyword]) : schema;
  if (Array.isArray(own(plain, 'required')) && (plain.required as Json[]).length === 0) delete plain.required;
  return nullable ? allowNull(plain) : plain;
}

function allowNull(schema: JsonObject): JsonObject {
  const { type, enum: values } = schema;
  if (type === undefined && Array.isArray(values) && values.length === 1 && values[0] === null) {
    return replaceKey(schema, 'enum', 'type', 'null');
  }
  if (typeof type === 'string') {
    const widened: JsonObject = { ...schema, type: [type, 'null'] };
    if (Array.isArray(values) && !values.includes(null)) widened.enum = [...values, null];
    return widened;
  }
  for (const keyword of ['anyOf', 'oneOf'] as const) {
    const alternatives = schema[keyword];
    if (Array.isArray(alternatives)) return { ...schema, [keyword]: [...alternatives, { type: 'null' }] };
  }
  const { allOf, ...rest } = schema;
  return Array.isArray(allOf) ? { ...rest, anyOf: [{ allOf }, { type: 'null' }] } : schema;
}

/**
 * One draft-04 schema object as 2.0 or 3.0 writes it: the reverse of `toDraft04`. A type list with several types besides
 * null becomes `anyOf`, which is as near as these versions come.
 */
export function fromDraft04(schema: JsonObject, version: '2.0' | '3.0'): JsonObject {
  const keyword = nullKeyword[version];
  const { type } = schema;
  if (type === 'null') return { ...replaceKey(schema, 'type', 'enum', [null]), [keyword]: true };
  if (!Array.isArray(type)) return schema;
  const types = type.filter((item) => item !== 'null');
  const nullable = types.length < type.length;
  const [only] = types;
  if (types.length === 1 && only !== undefined) {
    return nullable ? insertAfter({ ...schema, type: only }, 'type', keyword, true) : { ...schema, type: only };
  }
  const alternatives: Json[] = types.map((item) => ({ type: item }));
  if (nullable) alternatives.push({ enum: [null], [keyword]: true });
  const anyOf = own(schema, 'anyOf');
  const rest = without(schema, ['type']);
  return anyOf === undefined ? { ...rest, anyOf: alternatives } : { ...rest, allOf: [{ anyOf: alternatives }] };
}

/** Number-valued exclusive bounds are 2020-12, boolean ones draft-04; descriptions mix them up, and the meaning is plain. */
export function mendExclusiveBounds(schema: JsonObject, version: DescriptionVersion): JsonObject {
  let mended = schema;
  for (const [exclusive, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    const value = own(mended, exclusive);
    if (version === '3.1' && typeof value === 'boolean') {
      const limit = own(mended, bound);
      mended = without(mended, value && limit !== undefined ? [exclusive, bound] : [exclusive]);
      if (value && limit !== undefined) mended[exclusive] = limit;
    } else if (version !== '3.1' && typeof value === 'number') {
      mended = { ...mended, [bound]: value, [exclusive]: true };
    }
  }
  return mended;
}

function replaceKey(object: JsonObject, from: string, to: string, value: Json): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, item]) => (key === from ? [to, value] : [key, item])));
}

function insertAfter(object: JsonObject, after: string, key: string, value: Json): JsonObject {
  return Object.fromEntries(
    Object.entries(object).flatMap(([name, item]) =>
      name === after
        ? [
            [name, item],
            [key, value],
          ]
        : [[name, item]],
    ),
  );
}

const typeNames = ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'];

const keywordTypes: Record<string, (value: Json) => boolean> = {
  type: (value) =>
    Array.isArray(value)
      ? value.length > 0 && value.every((item) => typeNames.includes(item as string))
      : typeNames.includes(value as string),
  properties: isObject,
  patternProperties: isObject,
  required: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
  enum: Array.isArray,
  allOf: isSchemaList,
  anyOf: isSchemaList,
  oneOf: isSchemaList,
  not: isSchema,
  items: (value) => isSchema(value) || Array.isArray(value),
  additionalProperties: isSchema,
  pattern: (value) => typeof value === 'string',
  format: (value) => typeof value === 'string',
  description: (value) => typeof value === 'string',
  minimum: isNumber,
  maximum: isNumber,
  multipleOf: (value) => isNumber(value) && (value as number) > 0,
  minLength: isCount,
  maxLength: isCount,
  minItems: isCount,
  maxItems: isCount,
  minProperties: isCount,
  maxProperties: isCount,
  uniqueItems: (value) => typeof value === 'boolean',
};

function isSchema(value: Json): boolean {
  return isObject(value) || typeof value === 'boolean';
}

function isSchemaList(value: Json): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(isSchema);
}

function isNumber(value: Json): boolean {
  return typeof value === 'number';
}

function isCount(value: Json): boolean {
  return Number.isInteger(value) && (value as number) >= 0;
}

/** The keywords of one schema object whose values no version allows. */
export function malformedKeywords(schema: JsonObject): string[] {
  return Object.entries(schema)
    .filter(([keyword, value]) => Object.hasOwn(keywordTypes, keyword) && !keywordTypes[keyword]?.(value))
    .map(([keyword]) => keyword);
}
