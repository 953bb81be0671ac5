import type { Model } from './schema.ts';

const draft04 = 'http://json-schema.org/draft-04/schema#';

/** The models that AWS API Gateway puts into every new API. */
export const defaultModels: readonly Omit<Model, 'id'>[] = [
  {
    name: 'Empty',
    description: 'This is a default empty schema model',
    contentType: 'application/json',
    schema: JSON.stringify({ $schema: draft04, title: 'Empty Schema', type: 'object' }, null, 2),
  },
  {
    name: 'Error',
    description: 'This is a default error schema model',
    contentType: 'application/json',
    schema: JSON.stringify(
      { $schema: draft04, title: 'Error Schema', type: 'object', properties: { message: { type: 'string' } } },
      null,
      2,
    ),
  },
];
