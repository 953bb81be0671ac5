import type { HttpMethod } from '../methods/schema.ts';
import type { ImportContext, ImportedMethod } from './import-context.ts';
import { locationOf } from './import-documentation.ts';
import { importMethod } from './import-method.ts';
import { pathPrefix, type BasepathMode } from './import-servers.ts';
import { isObject, own, ownObject, type Json, type JsonObject } from './json.ts';
import { childPointer } from './pointer.ts';
import { pick } from './read-parameters.ts';
import type { LocatedObject } from './references.ts';
import { ResourceTree, type Route } from './resource-tree.ts';
import { checkShape } from './shape.ts';
import { openApiOperationShape, pathItemShape, swaggerOperationShape } from './shapes.ts';

const carriedVerbs: Record<string, HttpMethod> = {
  get: 'GET',
  post: 'POST',
  put: 'PUT',
  patch: 'PATCH',
  delete: 'DELETE',
  head: 'HEAD',
  options: 'OPTIONS',
  'x-amazon-apigateway-any-method': 'ANY',
};
const otherVerbs = ['trace', 'query'];

/** How far an import is: paths read, of all. */
export type ImportProgress = { done: number; total: number };

export type ImportedPaths = {
  tree: ResourceTree;
  methods: ImportedMethod[];
  operations: number;
  skippedOperations: number;
};

/** How often progress is told. */
const progressStep = 50;

/** Reads `paths` into the resource tree and its methods. Every operation becomes a method or is reported as skipped. */
export function importPaths(
  context: ImportContext,
  basepath: BasepathMode,
  onProgress?: (progress: ImportProgress) => void,
): ImportedPaths {
  const { document, report } = context;
  const tree = new ResourceTree(report);
  const result: ImportedPaths = { tree, methods: [], operations: 0, skippedOperations: 0 };
  const taken = new Set<string>();
  const paths = Object.entries(ownObject(document, 'paths') ?? {});
  if (paths.length === 0) report.warn('missing-field', '', 'The description has no paths.');
  const prefix = pathPrefix(context.server.basePath, basepath);

  const skip = (pointer: string, why: string) => {
    result.skippedOperations += 1;
    report.warn('operation-skipped', pointer, `Operations are not carried: ${why}.`);
  };

  paths.forEach(([path, item], index) => {
    if (index % progressStep === 0) onProgress?.({ done: index, total: paths.length });
    const pointer = childPointer('/paths', path);
    if (path.startsWith('x-')) {
      report.info('vendor-extension', pointer, `The vendor extension ${path} of paths is not carried.`);
      return;
    }
    const located = context.references.resolve(item, pointer, 'A path item');
    const pathItem = located && checkShape(report, located.value, located.pointer, pathItemShape);
    if (!located || !pathItem) return;
    const owner = { value: pathItem, pointer: located.pointer };
    const operations = listOperations(owner);
    result.operations += operations.length;
    const route = tree.add(prefix && path === '/' ? prefix : prefix + path, pointer);
    if (!route) {
      for (const operation of operations) skip(operation.pointer, 'their path cannot be expressed');
      return;
    }
    documentResource(context, pathItem, route);
    for (const { verb, value, pointer: place } of operations) {
      report.spend(1);
      const httpMethod = Object.hasOwn(carriedVerbs, verb) ? carriedVerbs[verb] : undefined;
      if (!httpMethod) {
        skip(place, `a resource has no method ${verb.toUpperCase()}`);
        continue;
      }
      const key = `${httpMethod} ${route.node.path}`;
      if (taken.has(key)) {
        report.error(
          'duplicate-route',
          place,
          `${key} is described twice: paths that differ in parameter names or a trailing slash are the same.`,
        );
        skip(place, 'another operation has their path and method');
        continue;
      }
      const shape = context.version === '2.0' ? swaggerOperationShape : openApiOperationShape;
      const operation = checkShape(report, value, place, shape);
      if (!operation) {
        skip(place, 'they are malformed');
        continue;
      }
      taken.add(key);
      result.methods.push(
        importMethod(context, {
          httpMethod,
          path,
          route,
          operation: { value: operation, pointer: place },
          pathItem: owner,
        }),
      );
    }
  });
  onProgress?.({ done: paths.length, total: paths.length });
  return result;
}

type ListedOperation = { verb: string; value: Json; pointer: string };

function listOperations({ value, pointer }: LocatedObject): ListedOperation[] {
  const verbs = [...Object.keys(carriedVerbs), ...otherVerbs];
  const plain = Object.entries(value)
    .filter(([verb]) => verbs.includes(verb))
    .map(([verb, operation]) => ({ verb, value: operation, pointer: childPointer(pointer, verb) }));
  const additional = own(value, 'additionalOperations');
  if (!isObject(additional)) return plain;
  const place = childPointer(pointer, 'additionalOperations');
  const others = Object.entries(additional).map(([verb, operation]) => ({
    verb,
    value: operation,
    pointer: childPointer(place, verb),
  }));
  return [...plain, ...others];
}

function documentResource(context: ImportContext, pathItem: JsonObject, { node }: Route): void {
  context.documentation.add(locationOf('RESOURCE', { path: node.path }), pick(pathItem, ['summary', 'description']));
}
