/**
 * The intermediate representation of an SDK: what an API offers to its callers, free of any language. Names are the
 * API's own; each emitter turns them into identifiers.
 */
export type Sdk = {
  title: string;
  description: string | null;
  /** The API's own version text. */
  apiVersion: string | null;
  /** The stage's address without a slash at its end. */
  baseUrl: string;
  services: Service[];
  types: NamedType[];
  /** Methods that are left out, with the reason. */
  skipped: { operation: string; reason: string }[];
};

/** Operations that belong together: by their first tag, else by the first fixed segment of their path. */
export type Service = { name: string; description: string | null; operations: Operation[] };

export type Operation = {
  /** `GET /pets/{petId}`: stays the same however the operation is named. */
  key: string;
  /** The method's name in words, unique within its service: `get by id`. */
  words: string[];
  httpMethod: string;
  path: PathSegment[];
  summary: string | null;
  description: string | null;
  deprecated: boolean;
  apiKeyRequired: boolean;
  parameters: Parameter[];
  body: Body | null;
  responses: Response[];
};

/** Fixed text of a path, or the name of a path parameter; a greedy one may hold slashes. */
export type PathSegment = { text: string } | { parameter: string; greedy: boolean };

/** How a list or object is written into a query string (OpenAPI's style and explode). */
export type ListStyle = 'repeat' | 'comma' | 'space' | 'pipe' | 'deep';

export type Parameter = {
  in: 'path' | 'query' | 'header';
  /** The name on the wire. */
  name: string;
  required: boolean;
  type: Type;
  style: ListStyle;
  description: string | null;
  deprecated: boolean;
};

/** How a body is written: JSON, a form, text, or bytes as they are. */
export type Encoding = 'json' | 'form' | 'multipart' | 'text' | 'binary';

export type Body = {
  contentType: string;
  encoding: Encoding;
  required: boolean;
  type: Type;
  description: string | null;
};

/** One status of an operation; `type` is null when nothing is known of a body, `none` when there is none. */
export type Response = { status: number; type: Type | 'none' | null; description: string | null };

export type PrimitiveName =
  'string' | 'number' | 'integer' | 'int64' | 'boolean' | 'dateTime' | 'date' | 'binary' | 'null' | 'unknown';

export type Type =
  | { kind: 'primitive'; name: PrimitiveName }
  | { kind: 'named'; name: string }
  | { kind: 'array'; items: Type }
  | { kind: 'map'; values: Type }
  | { kind: 'nullable'; type: Type }
  | { kind: 'union'; variants: Type[] }
  | { kind: 'intersection'; parts: Type[] }
  | { kind: 'literal'; value: string | number | boolean }
  /** An open enum: values that are known today, of texts or numbers; others may come. */
  | { kind: 'enum'; base: 'string' | 'number'; values: (string | number)[] }
  | { kind: 'object'; properties: Property[]; additional: Type | null };

export type Property = {
  name: string;
  type: Type;
  required: boolean;
  readOnly: boolean;
  description: string | null;
  deprecated: boolean;
};

export type NamedType = { name: string; type: Type; description: string | null };

export const unknownType: Type = { kind: 'primitive', name: 'unknown' };
