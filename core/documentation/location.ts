import type { DocumentationPart } from './schema.ts';

export type DocumentationLocation = DocumentationPart['location'];
type Field = 'path' | 'method' | 'statusCode' | 'name';

const parameter = ['path', 'method', 'name'] as const;
const response = ['path', 'method', 'statusCode'] as const;

/** What a location of each type may name. */
const fieldsOf: Record<DocumentationLocation['type'], readonly Field[]> = {
  API: [],
  AUTHORIZER: ['name'],
  MODEL: ['name'],
  RESOURCE: ['path'],
  METHOD: ['path', 'method'],
  PATH_PARAMETER: parameter,
  QUERY_PARAMETER: parameter,
  REQUEST_HEADER: parameter,
  REQUEST_BODY: ['path', 'method'],
  RESPONSE: response,
  RESPONSE_HEADER: [...response, 'name'],
  RESPONSE_BODY: response,
};

const allFields = ['path', 'method', 'statusCode', 'name'] as const;

/** What is wrong with a location: a field that its type does not take, or a name that it needs. Null when nothing is. */
export function locationProblem(location: DocumentationLocation): string | null {
  const fields = fieldsOf[location.type];
  const odd = allFields.find((field) => location[field] !== null && !fields.includes(field));
  if (odd) return `A location of type ${location.type} has no ${odd}.`;
  if (fields.includes('name') && location.name === null) return `A location of type ${location.type} needs a name.`;
  const { path, statusCode } = location;
  if (path !== null && !path.startsWith('/')) return 'The path of a location begins with /.';
  if (statusCode !== null && !/^([1-5]\d\d|\*)$/.test(statusCode)) {
    return 'The status code of a location has three digits, or is *.';
  }
  return null;
}

/**
 * Equal for locations that mean the same place: a path that is left out is the root, a method or status code any (AWS:
 * DocumentationPartLocation).
 */
export function placeOf(location: DocumentationLocation): string {
  const fields = fieldsOf[location.type];
  const defaults = { path: '/', method: '*', statusCode: '*', name: '' };
  return JSON.stringify([location.type, ...fields.map((field) => location[field] ?? defaults[field])]);
}

/** A location in words, such as `type 'METHOD', path '/pets', method 'GET'`. */
export function describeLocation(location: DocumentationLocation): string {
  const fields = allFields.flatMap((field) => (location[field] === null ? [] : [`${field} '${location[field]}'`]));
  return [`type '${location.type}'`, ...fields].join(', ');
}
