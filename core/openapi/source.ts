import type { JsonObject } from './json.ts';
import type { Located, LocatedObject } from './references.ts';

/**
 * The parts of an operation in one form for Swagger 2.0 and OpenAPI 3: each version has a reader that makes them, the rest
 * of the import does not know versions. `documentation` holds what an API design keeps as documentation parts, written as
 * OpenAPI 3 writes it.
 */

export type SourceParameter = {
  in: 'path' | 'query' | 'header';
  name: string;
  required: boolean;
  documentation: JsonObject;
  pointer: string;
};

export type SourceContent = { contentType: string; schema: Located | null; pointer: string };

export type SourceBody = { content: SourceContent[]; documentation: JsonObject; pointer: string };

export type SourceHeader = { name: string; required: boolean; documentation: JsonObject };

export type SourceResponse = {
  statusCode: string;
  headers: SourceHeader[];
  content: SourceContent[];
  documentation: JsonObject;
  /** Examples by content type; they document the response's body. */
  examples: JsonObject;
  pointer: string;
};

export type SourceOperation = {
  parameters: SourceParameter[];
  body: SourceBody | null;
  responses: SourceResponse[];
};

/** Reads the operations of one version. `pathItem` gives the parameters that all its operations share. */
export type OperationReader = (operation: LocatedObject, pathItem: LocatedObject) => SourceOperation;
