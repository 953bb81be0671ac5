import { childPath, type Resource } from '../resources/schema.ts';
import type { ProblemList } from './problem.ts';

/**
 * The path as the router sees it: parameters without their names, and escapes of characters that need none written plainly,
 * because `/a%2Db` and `/a-b` are one path (RFC 3986, section 6.2.2).
 */
export function pathShape(path: string): string {
  return path
    .split('/')
    .map((segment) => {
      if (segment.startsWith('{')) return segment.endsWith('+}') ? '{+}' : '{}';
      return segment.replace(/%([0-9A-Fa-f]{2})/g, (escape, hex: string) => {
        const character = String.fromCharCode(Number.parseInt(hex, 16));
        return /[A-Za-z0-9\-._~!$&'()*+,;=:@]/.test(character) ? character : escape.toUpperCase();
      });
    })
    .join('/');
}

/** Checks that the resources are one tree whose paths a router can tell apart. */
export function checkTree(resources: readonly Resource[], problems: ProblemList): void {
  const byId = new Map(resources.map((resource) => [resource.id, resource]));
  const byShape = new Map<string, Resource>();
  const parameterChildren = new Map<string, Resource>();
  for (const [index, resource] of resources.entries()) {
    const list = problems.at('resources', index);
    const parent = resource.parentId === null ? null : byId.get(resource.parentId);
    const expected = parent === null ? '/' : parent && childPath(parent.path, resource.pathPart);
    if (expected !== resource.path) {
      list.error('broken-tree', `The resource ${resource.path} does not hang in the tree where its path says.`);
      continue;
    }
    const shape = pathShape(resource.path);
    const twin = byShape.get(shape);
    if (twin)
      list.error(
        'duplicate-route',
        `${resource.path} and ${twin.path} are the same path to a caller. Remove one of them.`,
      );
    else byShape.set(shape, resource);
    if (!parent) continue;
    if (parent.pathPart.endsWith('+}')) {
      list.error(
        'broken-tree',
        `${parent.path} takes the whole rest of the path, so ${resource.path} can never be reached.`,
      );
    }
    if (!resource.pathPart.startsWith('{')) continue;
    const rival = parameterChildren.get(parent.id);
    if (rival && !twin) {
      list.error(
        'ambiguous-path',
        `${rival.path} and ${resource.path} both take any value there. Keep one parameter below a resource.`,
      );
    }
    parameterChildren.set(parent.id, resource);
  }
}
