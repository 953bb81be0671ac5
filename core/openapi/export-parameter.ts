import type { ExportContext } from './export-context.ts';
import { fieldsOf, isPlainExample } from './export-documentation.ts';
import { isWellFormed } from './export-schemas.ts';
import { isObject, own, ownObject, sameJson, without, type Json, type JsonObject } from './json.ts';
import { parameterDocumentation } from './read-openapi3.ts';
import { collectionStyles, swaggerDocumentation } from './read-swagger2.ts';
import { fromDraft04, mendExclusiveBounds, toDraft04 } from './schema-dialect.ts';
import { mapSchema } from './schema-walk.ts';
import type { Shape } from './shape.ts';
import { swaggerParameterShape, swaggerSchemaFields } from './shapes.ts';

/** The documentation of a parameter or header as fields of OpenAPI 3; null when reading them would give something else. */
export function parameterFields(context: ExportContext, properties: JsonObject, shape: Shape): JsonObject | null {
  const fields = fieldsOf(properties, shape, parameterDocumentation);
  const content = own(properties, 'content');
  if (!fields || (content !== undefined && !isPlainContent(content)) || !hasPlainExamples(properties)) return null;
  const schema = own(fields, 'schema');
  const written =
    content === undefined ? fields : { ...fields, content: exportContent(context, content as JsonObject) };
  if (schema === undefined) return written;
  return isReversible(context, schema) ? { ...written, schema: context.schemas.inline(schema) } : null;
}

/** An empty schema stands for a parameter of which nothing is known, so it documents nothing. */
function isReversible({ version }: ExportContext, schema: Json): boolean {
  if (!isWellFormed(schema) || sameJson(schema, {})) return false;
  const place = { pointer: '', root: '' };
  const read = (node: JsonObject): JsonObject => {
    const mended = mendExclusiveBounds(node, version);
    return version === '3.1' ? mended : toDraft04(mended, version);
  };
  const written = version === '3.1' ? schema : mapSchema(schema, place, (node) => fromDraft04(node, version));
  return sameJson(mapSchema(written, place, read), schema);
}

function hasPlainExamples(holder: JsonObject): boolean {
  return Object.values(ownObject(holder, 'examples') ?? {}).every(isPlainExample);
}

function isPlainContent(content: Json): boolean {
  return (
    isObject(content) &&
    Object.values(content).every(
      (media) =>
        isObject(media) &&
        Object.keys(media).every((name) => ['schema', 'example', 'examples'].includes(name)) &&
        hasPlainExamples(media) &&
        (media.schema === undefined || isWellFormed(media.schema)),
    )
  );
}

function exportContent(context: ExportContext, content: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(content).map(([type, media]) => {
      const schema = isObject(media) ? own(media, 'schema') : undefined;
      return [
        type,
        isObject(media) && schema !== undefined ? { ...media, schema: context.schemas.inline(schema) } : media,
      ];
    }),
  );
}

/** The documentation of a parameter or header as Swagger 2.0 writes it, the schema's keywords in its own; null as above. */
export function swaggerFields(properties: JsonObject, place: string): JsonObject | null {
  const schema = ownObject(properties, 'schema') ?? {};
  if (!Object.keys(schema).every((keyword) => Object.hasOwn(swaggerSchemaFields, keyword)) || !isWellFormed(schema))
    return null;
  const style = Object.fromEntries(
    ['style', 'explode'].flatMap((name) => (properties[name] === undefined ? [] : [[name, properties[name]]])),
  );
  const format = Object.entries(collectionStyles).find(([, candidate]) => sameJson(candidate, style))?.[0];
  const fields: JsonObject = { ...without(properties, ['schema', 'style', 'explode']), ...schema };
  if (format !== undefined && format !== 'csv') fields.collectionFormat = format;
  const known = fieldsOf(fields, swaggerParameterShape, Object.keys(swaggerParameterShape.fields));
  return known && sameJson(swaggerDocumentation(fields, place), properties) ? fields : null;
}
