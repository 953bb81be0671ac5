import type { Resource } from '#core/resources/schema.ts';
import { badRequest } from '../aws-error.ts';

/** Refuses a place in the tree that AWS refuses: below a greedy parameter, or a second parameter beside another one. */
export function checkPlace(
  resources: readonly Resource[],
  place: Pick<Resource, 'parentId' | 'pathPart'>,
  id: string | null,
) {
  const { parentId, pathPart } = place;
  const parent = resources.find((resource) => resource.id === parentId);
  if (parent?.pathPart.endsWith('+}')) {
    throw badRequest(`Cannot create a child of a resource with a greedy path variable: ${parent.pathPart}`);
  }
  if (!pathPart.startsWith('{')) return;
  const rival = resources.find(
    (sibling) => sibling.parentId === parentId && sibling.pathPart.startsWith('{') && sibling.id !== id,
  );
  // Another resource of the same name is a conflict instead.
  if (rival && rival.pathPart !== pathPart) {
    throw badRequest(
      `A sibling (${rival.pathPart}) of this resource already has a variable path part -- only one is allowed`,
    );
  }
}

/** Refuses a change of a resource that AWS refuses. */
export function checkChange(resources: readonly Resource[], before: Resource, after: Resource): void {
  const changed = (['parentId', 'pathPart'] as const).find((member) => before[member] !== after[member]);
  if (!changed) return;
  if (before.parentId === null) throw badRequest(`Root resource cannot update its ${changed}.`);
  const parent = resources.find(({ id }) => id === after.parentId);
  if (parent && (parent.id === before.id || parent.path.startsWith(`${before.path}/`))) {
    throw badRequest('Resources cannot be cyclical.');
  }
  checkPlace(resources, after, before.id);
}
