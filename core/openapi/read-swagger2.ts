import { own, ownArray, ownObject, ownString, type Json, type JsonObject } from './json.ts';
import type { ModelImporter } from './import-models.ts';
import { childPointer } from './pointer.ts';
import { withoutEmptyDescription } from './read-openapi3.ts';
import { createParameterReader, isPlainPlace, pick, strings, type CheckedParameter } from './read-parameters.ts';
import type { LocatedObject, References } from './references.ts';
import type { ReportBuilder } from './report.ts';
import { checkShape } from './shape.ts';
import { swaggerHeaderShape, swaggerParameterShape, swaggerResponseShape, swaggerSchemaFields } from './shapes.ts';
import type { OperationReader, SourceBody, SourceContent, SourceParameter, SourceResponse } from './source.ts';

const schemaKeywords = Object.keys(swaggerSchemaFields);

/** Swagger 2.0's `collectionFormat` as style and explode of OpenAPI 3, which has no word for tabs. */
export const collectionStyles: Record<string, JsonObject> = {
  csv: { explode: false },
  multi: { explode: true },
  ssv: { style: 'spaceDelimited', explode: false },
  pipes: { style: 'pipeDelimited', explode: false },
};

/**
 * A parameter or header of 2.0, which holds its schema's keywords itself, as OpenAPI 3 documents it. Lists are separated by
 * commas by default in 2.0, and repeated by default in the query of OpenAPI 3.
 */
export function swaggerDocumentation(value: JsonObject, place: string): JsonObject {
  const keywords = value['x-sluice-untyped'] === true ? {} : pick(value, schemaKeywords);
  const format = ownString(value, 'collectionFormat') ?? (value.type === 'array' && place === 'query' ? 'csv' : '');
  const style = Object.hasOwn(collectionStyles, format) ? collectionStyles[format] : undefined;
  return {
    ...pick(value, ['description', 'allowEmptyValue']),
    ...(format === 'csv' && place !== 'query' ? {} : style),
    ...(Object.keys(keywords).length > 0 ? { schema: keywords } : {}),
  };
}

/** Reads operations of Swagger 2.0 (https://swagger.io/specification/v2/). */
export function createSwagger2Reader(
  document: JsonObject,
  references: References,
  report: ReportBuilder,
  models: ModelImporter,
): OperationReader {
  const readParameters = createParameterReader(references, report, swaggerParameterShape);
  const responses = new Map<string, Omit<SourceResponse, 'statusCode' | 'content'> & { schema: Json | undefined }>();

  const documented = (value: JsonObject, pointer: string, place: string): JsonObject => {
    const format = ownString(value, 'collectionFormat');
    if (format !== undefined && !Object.hasOwn(collectionStyles, format)) {
      report.info(
        'parameter-style',
        pointer,
        `The collection format "${format}" is not kept; values pass as they are.`,
      );
    }
    const documentation = swaggerDocumentation(value, place);
    const { schema } = documentation;
    return schema === undefined ? documentation : { ...documentation, schema: models.inline(schema, pointer) };
  };

  const readParameter = ({ in: place, name, value, pointer }: CheckedParameter): SourceParameter | null => {
    if (!isPlainPlace(place)) {
      report.warn(
        'parameter-not-carried',
        pointer,
        `Parameters in: "${place}" are not carried; an API declares path, query and header parameters.`,
      );
      return null;
    }
    const required = place === 'path' || value.required === true;
    return { in: place, name, required, documentation: documented(value, pointer, place), pointer };
  };

  const mediaTypes = (operation: LocatedObject, field: 'consumes' | 'produces', fallback: string[]): string[] => {
    const holder = own(operation.value, field) === undefined ? document : operation.value;
    const types = [...new Set(strings(ownArray(holder, field)))];
    return types.length > 0 ? types : fallback;
  };

  const readBody = (operation: LocatedObject, parameters: CheckedParameter[]): SourceBody | null => {
    const body = parameters.find((parameter) => parameter.in === 'body');
    if (body) {
      const schema = own(body.value, 'schema');
      const located = schema === undefined ? null : { value: schema, pointer: childPointer(body.pointer, 'schema') };
      const documentation = pick(body.value, ['description', 'required']);
      const types = mediaTypes(operation, 'consumes', ['application/json']);
      return {
        content: types.map((contentType) => ({ contentType, schema: located, pointer: body.pointer })),
        documentation,
        pointer: body.pointer,
      };
    }
    const fields = parameters.filter((parameter) => parameter.in === 'formData');
    const [first] = fields;
    if (!first) return null;
    const hasFile = fields.some((field) => field.value.type === 'file');
    const fallback = hasFile ? 'multipart/form-data' : 'application/x-www-form-urlencoded';
    const types = mediaTypes(operation, 'consumes', [fallback]);
    const form: JsonObject = {
      type: 'object',
      properties: Object.fromEntries(fields.map((field) => [field.name, formField(field)])),
    };
    const required = fields.filter((field) => field.value.required === true).map((field) => field.name);
    if (required.length > 0) form.required = required;
    const located = { value: form, pointer: childPointer(operation.pointer, 'parameters') };
    return {
      content: types.map((contentType) => ({ contentType, schema: located, pointer: first.pointer })),
      documentation: {},
      pointer: first.pointer,
    };
  };

  const formField = ({ value }: CheckedParameter): JsonObject => {
    const description = pick(value, ['description']);
    if (value.type === 'file') return { type: 'string', format: 'binary', ...description };
    return { ...pick(value, schemaKeywords), ...description };
  };

  const readResponse = (
    statusCode: string,
    value: Json,
    pointer: string,
    produces: string[],
  ): SourceResponse | null => {
    const located = references.resolve(value, pointer, 'A response');
    if (!located) return null;
    let shared = responses.get(located.pointer);
    if (!shared) {
      const response = checkShape(report, located.value, located.pointer, swaggerResponseShape);
      if (!response) return null;
      const headers = Object.entries(ownObject(response, 'headers') ?? {}).flatMap(([name, header]) => {
        const place = childPointer(located.pointer, 'headers', name);
        const checked = checkShape(report, header, place, swaggerHeaderShape);
        return checked ? [{ name, required: false, documentation: documented(checked, place, 'header') }] : [];
      });
      const examples = Object.entries(ownObject(response, 'examples') ?? {}).map(([type, example]) => [
        type,
        { example },
      ]);
      shared = {
        headers,
        documentation: withoutEmptyDescription(pick(response, ['description'])),
        examples: Object.fromEntries(examples) as JsonObject,
        schema: own(response, 'schema'),
        pointer: located.pointer,
      };
      responses.set(located.pointer, shared);
    }
    const { schema, ...rest } = shared;
    const located2 = schema === undefined ? null : { value: schema, pointer: childPointer(located.pointer, 'schema') };
    const content: SourceContent[] = located2
      ? produces.map((contentType) => ({ contentType, schema: located2, pointer: located.pointer }))
      : [];
    return { ...rest, statusCode, content };
  };

  return (operation, pathItem) => {
    const parameters = readParameters(operation, pathItem);
    const plain = parameters.filter((parameter) => !['body', 'formData'].includes(parameter.in));
    const produces = mediaTypes(operation, 'produces', ['application/json']);
    const responsesPointer = childPointer(operation.pointer, 'responses');
    return {
      parameters: plain.flatMap((parameter) => readParameter(parameter) ?? []),
      body: readBody(operation, parameters),
      responses: Object.entries(ownObject(operation.value, 'responses') ?? {})
        .filter(([status]) => !status.startsWith('x-'))
        .flatMap(
          ([status, value]) => readResponse(status, value, childPointer(responsesPointer, status), produces) ?? [],
        ),
    };
  };
}
