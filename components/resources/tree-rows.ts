import type { Outputs } from '../trpc.ts';

export type TreeResource = Outputs['resources']['tree']['resources'][number];
export type TreeMethod = TreeResource['methods'][number];

/** A line of the tree: a resource, or a method under its resource. */
export type TreeRow =
  | { kind: 'resource'; key: string; depth: number; resource: TreeResource; expandable: boolean; expanded: boolean }
  | { kind: 'method'; key: string; depth: number; resource: TreeResource; method: TreeMethod };

export const resourceKey = (resourceId: string) => `resource ${resourceId}`;
export const methodRowKey = (resourceId: string, httpMethod: string) => `method ${resourceId} ${httpMethod}`;

function childrenByParent(resources: readonly TreeResource[]): Map<string | null, TreeResource[]> {
  const children = new Map<string | null, TreeResource[]>();
  for (const resource of resources) {
    const siblings = children.get(resource.parentId);
    if (siblings) siblings.push(resource);
    else children.set(resource.parentId, [resource]);
  }
  return children;
}

function matchesMethod({ httpMethod, operationName }: TreeMethod, path: string, words: readonly string[]): boolean {
  const text = `${httpMethod} ${path} ${operationName ?? ''}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

type Found = { methods: Map<string, Set<string>>; shown: Set<string> };

/** Which resources and methods a search leaves: those that match, with the resources above them. */
function find(resources: readonly TreeResource[], words: readonly string[]): Found {
  const byId = new Map(resources.map((resource) => [resource.id, resource]));
  const found: Found = { methods: new Map(), shown: new Set() };
  for (const resource of resources) {
    const matching = resource.methods.filter((method) => matchesMethod(method, resource.path, words));
    const itself = words.every((word) => resource.path.toLowerCase().includes(word));
    if (matching.length === 0 && !itself) continue;
    found.methods.set(resource.id, new Set(matching.map(({ httpMethod }) => httpMethod)));
    let above: TreeResource | undefined = resource;
    while (above && !found.shown.has(above.id)) {
      found.shown.add(above.id);
      above = above.parentId === null ? undefined : byId.get(above.parentId);
    }
  }
  return found;
}

/**
 * The lines that the tree shows, in order.
 * @param collapsed ids of the resources that are closed; a search shows what it finds whatever is closed
 */
export function treeRows(
  resources: readonly TreeResource[],
  collapsed: ReadonlySet<string>,
  search: string,
): TreeRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = words.length > 0 ? find(resources, words) : null;
  const children = childrenByParent(resources);
  const rows: TreeRow[] = [];

  function visit(resource: TreeResource, depth: number): void {
    if (found && !found.shown.has(resource.id)) return;
    const below = children.get(resource.id) ?? [];
    const expanded = found !== null || !collapsed.has(resource.id);
    const expandable = below.length > 0 || resource.methods.length > 0;
    rows.push({ kind: 'resource', key: resourceKey(resource.id), depth, resource, expandable, expanded });
    if (!expanded) return;
    for (const method of resource.methods) {
      if (found && !found.methods.get(resource.id)?.has(method.httpMethod)) continue;
      const key = methodRowKey(resource.id, method.httpMethod);
      rows.push({ kind: 'method', key, depth: depth + 1, resource, method });
    }
    for (const child of below) visit(child, depth + 1);
  }
  for (const root of children.get(null) ?? []) visit(root, 0);
  return rows;
}

/** The row above in the tree: the resource of a method, the parent of a resource. */
export function parentRowKey(row: TreeRow): string | null {
  if (row.kind === 'method') return resourceKey(row.resource.id);
  return row.resource.parentId === null ? null : resourceKey(row.resource.parentId);
}
