export const changedObjects = [
  'api',
  'resource',
  'method',
  'model',
  'request-validator',
  'authorizer',
  'gateway-response',
  'documentation',
] as const;
export type ChangedObject = (typeof changedObjects)[number];

/** One field of a changed object, by its dotted name; a value that one side does not have is null there. */
export type FieldChange = { field: string; before: unknown; after: unknown };

/** One object that two designs have differently. */
export type DesignChange = {
  kind: 'added' | 'removed' | 'changed';
  object: ChangedObject;
  /** What people call it: a path, `GET /pets`, a model's name. */
  name: string;
  path?: string;
  httpMethod?: string;
  /** For `changed` only: what differs, by field name. */
  fields: FieldChange[];
  /** Why a caller that works today may fail after the change; null when it should not. */
  breaking: string | null;
};
