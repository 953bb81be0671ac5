import { lenientPath } from '#gateway/http/lenient-path.ts';
import type { PreparedResource } from '#gateway/snapshot/prepared.ts';
import type { Router } from '#gateway/snapshot/router.ts';
import type { Exchange, Failure } from './exchange.ts';

/**
 * Finds the resource of a request's path. A greedy parameter hands several segments on as they are, so a path that a
 * lenient upstream would read as one of the API's other resources is refused: `/admin%2Fusers` is no way around `/admin/users`.
 */
export function lookUpResource(exchange: Exchange, router: Router<PreparedResource>): Failure | undefined {
  const { path, resourceStart } = exchange;
  const found = router.find(path, resourceStart);
  exchange.resource = found?.value ?? null;
  if (!found) return undefined;
  exchange.offsets = found.offsets;
  if (!found.value.path.endsWith('+}')) return undefined;
  const lenient = lenientPath(path, resourceStart);
  const other = lenient === null ? null : router.find(lenient, 0);
  if (!other || other.value === found.value) return undefined;
  return {
    type: 'DEFAULT_4XX',
    cause: `An upstream may read the path as ${lenient}, which belongs to ${other.value.path} and not to ${found.value.path}.`,
    message: 'Bad request',
  };
}
