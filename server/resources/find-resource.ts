import { notFound, SluiceError } from '#core/errors.ts';
import { pathParameters } from '#core/resources/schema.ts';
import type { Db, Tx } from '../db.ts';

/** The resource's row, or NOT_FOUND. The API was already found in the actor's workspace. */
export async function findResource(store: Db | Tx, apiId: string, resourceId: string) {
  const resource = await store.resource.findUnique({ where: { apiId_id: { apiId, id: resourceId } } });
  if (!resource) throw notFound('Resource', resourceId);
  return resource;
}

/** The same, for an edit that the root resource does not take. */
export async function findResourceBelowRoot(store: Db | Tx, apiId: string, resourceId: string) {
  const resource = await findResource(store, apiId, resourceId);
  if (resource.parentId === null) {
    throw new SluiceError('BAD_INPUT', 'The root resource cannot be renamed, moved or deleted.');
  }
  return resource;
}

/**
 * Refuses a place in the tree that the router could not tell apart: under a greedy parameter, beside a sibling of the same
 * name, or with a path parameter that the path already has.
 */
export async function assertPlaceIsFree(
  tx: Tx,
  apiId: string,
  parent: { id: string; path: string },
  place: { pathPart: string; path: string; replacing?: string },
): Promise<void> {
  if (parent.path.endsWith('+}')) {
    throw new SluiceError(
      'BAD_INPUT',
      `${parent.path} takes the whole rest of the path, so it has no resources below it.`,
    );
  }
  assertParametersDiffer(place.path);
  const children = await tx.resource.findMany({ where: { apiId, parentId: parent.id } });
  const siblings = children.filter((child) => child.id !== place.replacing);
  const rival = siblings.find((sibling) => sibling.pathPart === place.pathPart);
  if (rival) throw new SluiceError('CONFLICT', `${rival.path} exists already.`);
  const kind = parameterKind(place.pathPart);
  const ambiguous = kind !== null && siblings.find((sibling) => parameterKind(sibling.pathPart) === kind);
  if (ambiguous) {
    throw new SluiceError(
      'CONFLICT',
      `${ambiguous.path} already takes every value here: two ${kind} parameters beside each other could not be told apart.`,
    );
  }
}

/** Refuses a path that has a parameter twice. */
export function assertParametersDiffer(path: string): void {
  const parameters = pathParameters(path);
  const repeated = parameters.find((name, index) => parameters.indexOf(name) !== index);
  if (repeated !== undefined) {
    throw new SluiceError('BAD_INPUT', `The path ${path} has the parameter {${repeated}} twice.`);
  }
}

function parameterKind(pathPart: string): 'path' | 'greedy' | null {
  if (!pathPart.startsWith('{')) return null;
  return pathPart.endsWith('+}') ? 'greedy' : 'path';
}
