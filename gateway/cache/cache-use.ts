import type { RouteCache } from './route-cache.ts';

/** What one request has to do with the cache of its stage. */
export type CacheUse = {
  readonly route: RouteCache;
  readonly key: string;
  outcome: 'hit' | 'miss';
  /** The caller had the entry fetched anew: others' copies of it end. */
  readonly isInvalidation: boolean;
  /** Other requests for the same entry wait until this one has its answer. */
  isLeader: boolean;
};
