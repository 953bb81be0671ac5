import { isObject, own, ownObject, ownString, sameJson, without, type Json, type JsonObject } from './json.ts';
import type { ModelImporter } from './import-models.ts';
import { childPointer } from './pointer.ts';
import { createParameterReader, isPlainPlace, pick, readExamples, type CheckedParameter } from './read-parameters.ts';
import type { LocatedObject, References } from './references.ts';
import type { ReportBuilder } from './report.ts';
import { checkShape } from './shape.ts';
import {
  mediaTypeShape,
  openApiHeaderShape,
  openApiParameterShape,
  openApiResponseShape,
  requestBodyShape,
} from './shapes.ts';
import type {
  OperationReader,
  SourceBody,
  SourceContent,
  SourceHeader,
  SourceParameter,
  SourceResponse,
} from './source.ts';

/** What of a parameter or header goes into its documentation part. */
export const parameterDocumentation = [
  'description',
  'deprecated',
  'allowEmptyValue',
  'style',
  'explode',
  'allowReserved',
  'schema',
  'content',
  'example',
  'examples',
] as const;

const plainStyles: Record<string, string> = { path: 'simple', query: 'form', header: 'simple' };

/** A response must have a description; an empty one says nothing. */
export function withoutEmptyDescription(documentation: JsonObject): JsonObject {
  return documentation.description === '' ? without(documentation, ['description']) : documentation;
}

/** Reads operations of OpenAPI 3.0 and 3.1 (https://spec.openapis.org/oas/v3.1.0#operation-object). */
export function createOpenApi3Reader(
  references: References,
  report: ReportBuilder,
  models: ModelImporter,
): OperationReader {
  const readParameters = createParameterReader(references, report, openApiParameterShape);
  const parameters = new Map<string, SourceParameter>();
  const responses = new Map<string, Omit<SourceResponse, 'statusCode'>>();

  const documentParameter = (value: JsonObject, pointer: string): JsonObject => {
    const documentation = pick(value, parameterDocumentation);
    if (sameJson(documentation.schema, {})) delete documentation.schema;
    if (documentation.schema !== undefined) {
      documentation.schema = models.inline(documentation.schema, childPointer(pointer, 'schema'));
    }
    const content = ownObject(value, 'content');
    if (content) documentation.content = inlineContent(content, childPointer(pointer, 'content'));
    return { ...documentation, ...readExamples(references, documentation, pointer) };
  };

  const inlineContent = (content: JsonObject, pointer: string): JsonObject =>
    Object.fromEntries(
      Object.entries(content).map(([type, media]) => {
        const place = childPointer(pointer, type);
        const checked = checkShape(report, media, place, mediaTypeShape);
        if (!checked) return [type, {}];
        const schema = own(checked, 'schema');
        const examples = readExamples(references, checked, place);
        return [
          type,
          {
            ...(schema === undefined ? {} : { schema: models.inline(schema, childPointer(place, 'schema')) }),
            ...examples,
          },
        ];
      }),
    );

  const readParameter = ({ in: place, name, value, pointer }: CheckedParameter): SourceParameter | null => {
    const known = parameters.get(pointer);
    if (known) return known;
    if (!isPlainPlace(place)) {
      const where = ['cookie', 'querystring'].includes(place) ? `in: ${place}` : `in: "${place}"`;
      report.warn(
        'parameter-not-carried',
        pointer,
        `Parameters ${where} are not carried; an API declares path, query and header parameters.`,
      );
      return null;
    }
    const style = ownString(value, 'style');
    if (style !== undefined && style !== plainStyles[place]) {
      report.info(
        'parameter-style',
        pointer,
        `The style "${style}" of a ${place} parameter is kept as documentation; values pass as they are.`,
      );
    }
    const documentation = documentParameter(value, pointer);
    const parameter = {
      in: place,
      name,
      required: place === 'path' || value.required === true,
      documentation,
      pointer,
    };
    parameters.set(pointer, parameter);
    return parameter;
  };

  /** The content by media type, and the examples in it. */
  const readContent = (owner: JsonObject, pointer: string): { content: SourceContent[]; examples: JsonObject } => {
    const content: SourceContent[] = [];
    const examples: JsonObject = {};
    for (const [contentType, media] of Object.entries(ownObject(owner, 'content') ?? {})) {
      const place = childPointer(pointer, 'content', contentType);
      const located = references.resolve(media, place, 'A media type');
      const checked = located && checkShape(report, located.value, located.pointer, mediaTypeShape);
      if (!checked || !located) continue;
      const schema = own(checked, 'schema');
      content.push({
        contentType,
        schema: schema === undefined ? null : { value: schema, pointer: childPointer(located.pointer, 'schema') },
        pointer: place,
      });
      const found = readExamples(references, checked, located.pointer);
      if (Object.keys(found).length > 0) examples[contentType] = found;
    }
    return { content, examples };
  };

  const readBody = (value: Json | undefined, pointer: string): SourceBody | null => {
    if (value === undefined) return null;
    const located = references.resolve(value, pointer, 'A request body');
    const body = located && checkShape(report, located.value, located.pointer, requestBodyShape);
    if (!body || !located) return null;
    const { content, examples } = readContent(body, located.pointer);
    const documentation = pick(body, ['description', 'required']);
    if (Object.keys(examples).length > 0) documentation.content = examples;
    return { content, documentation, pointer: located.pointer };
  };

  const readHeaders = (response: JsonObject, pointer: string): SourceHeader[] =>
    Object.entries(ownObject(response, 'headers') ?? {}).flatMap(([name, value]) => {
      const located = references.resolve(value, childPointer(pointer, 'headers', name), 'A header');
      const header = located && checkShape(report, located.value, located.pointer, openApiHeaderShape);
      if (!header || !located) return [];
      return [{ name, required: header.required === true, documentation: documentParameter(header, located.pointer) }];
    });

  const readResponse = (statusCode: string, value: Json, pointer: string): SourceResponse | null => {
    const located = references.resolve(value, pointer, 'A response');
    if (!located) return null;
    let shared = responses.get(located.pointer);
    if (!shared) {
      const response = checkShape(report, located.value, located.pointer, openApiResponseShape);
      if (!response) return null;
      shared = {
        ...readContent(response, located.pointer),
        headers: readHeaders(response, located.pointer),
        documentation: withoutEmptyDescription(pick(response, ['description', 'summary'])),
        pointer: located.pointer,
      };
      responses.set(located.pointer, shared);
    }
    return { ...shared, statusCode };
  };

  return (operation: LocatedObject, pathItem: LocatedObject) => {
    const responsesPointer = childPointer(operation.pointer, 'responses');
    const responseEntries = own(operation.value, 'responses');
    return {
      parameters: readParameters(operation, pathItem).flatMap((parameter) => readParameter(parameter) ?? []),
      body: readBody(own(operation.value, 'requestBody'), childPointer(operation.pointer, 'requestBody')),
      responses: Object.entries(isObject(responseEntries) ? responseEntries : {})
        .filter(([status]) => !status.startsWith('x-'))
        .flatMap(([status, value]) => readResponse(status, value, childPointer(responsesPointer, status)) ?? []),
    };
  };
}
