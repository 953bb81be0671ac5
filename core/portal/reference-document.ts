import type { Method } from '../methods/schema.ts';

export type ReferenceOptions = {
  /** Where the stage is called, without a slash at the end: `https://gateway.example.com/a1b2c3d4e5/prod`. */
  baseUrl: string;
  stageName: string;
};

/** The documentation of an API for the people who call it. */
export type Reference = ReferenceOptions & {
  title: string;
  /** Markdown, as untrusted as all texts here. */
  description: string | null;
  version: string | null;
  groups: OperationGroup[];
  /** Everything about one operation, worked out when asked for; null when there is none with this slug. */
  operation: (slug: string) => Operation | null;
};

export type OperationGroup = { name: string; operations: OperationSummary[] };

export type OperationSummary = {
  /** Unique within the reference, and the same as long as the operation's name, or its method and path, is. */
  slug: string;
  httpMethod: Method['httpMethod'];
  path: string;
  title: string;
  deprecated: boolean;
};

export type ParameterPlace = 'path' | 'query' | 'header';

export type Parameter = {
  in: ParameterPlace;
  name: string;
  required: boolean;
  description: string | null;
  schema: SchemaNode | null;
  example: unknown;
};

export type Body = {
  contentType: string;
  schema: SchemaNode | null;
  /** Undefined when no value can be shown. */
  example: unknown;
};

export type OperationResponse = {
  statusCode: string;
  description: string | null;
  headers: { name: string; description: string | null }[];
  bodies: Body[];
};

export type OperationAuth = {
  apiKeyRequired: boolean;
  authorizationType: Method['authorizationType'];
  authorizerName: string | null;
  /** The header in which the authorizer looks for a token. */
  tokenHeader: string | null;
  scopes: string[];
};

export type Operation = OperationSummary & {
  operationName: string | null;
  /** Markdown. */
  description: string | null;
  auth: OperationAuth;
  parameters: Parameter[];
  requestBody: { description: string | null; bodies: Body[] } | null;
  responses: OperationResponse[];
  /** The verb of the sample calls; ANY takes all of them. */
  sampleMethod: string;
  samples: Sample[];
};

/** A JSON Schema as a person reads it: references followed, `allOf` of objects merged, cut where it would never end. */
export type SchemaNode = {
  /** `string`, `array of Pet`, `object`, `one of`, ... */
  type: string;
  /** The model's or definition's name, when it has one. */
  name: string | null;
  description: string | null;
  /** What else holds: `format: int64`, `at least 1`, ... */
  constraints: string[];
  /** The allowed values as JSON text; empty when any value goes. */
  values: string[];
  deprecated: boolean;
  properties: SchemaProperty[];
  /** The element of an array, or the value of a map. */
  items: SchemaNode | null;
  /** The choices of oneOf and anyOf. */
  choices: SchemaNode[];
  /** Why the tree ends here although the schema goes on. */
  ends: 'recursive' | 'deep' | 'missing' | null;
};

export type SchemaProperty = { name: string; required: boolean; node: SchemaNode };

/** An operation's call in one language. */
export type Sample = { language: 'curl' | 'javascript' | 'typescript' | 'python'; label: string; code: string };
