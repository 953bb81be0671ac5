import { sha256Hex } from '#core/snapshot/hash.ts';

/** The work of P1: 200 routes with 0 to 2 path parameters and 2 to 7 segments, 10,000 keys, 4,000 different requests. */
export const routeCount = 200;
export const keyCount = 10_000;
export const requestCount = 4_000;

/** A throttle that every request passes through and none exceeds. */
export const throttle = { rateLimit: 900_000, burstLimit: 900_000 };

export type Scenario = {
  /** Resource paths: `/orders-3/{p0}/items`. */
  routes: string[];
  keys: { id: string; value: string; sha256: string }[];
  requests: { path: string; key: string }[];
};

/** The same scenario every time: a linear congruential generator (Numerical Recipes) instead of chance. */
export function scenario(): Scenario {
  let seed = 20_261_118;
  const next = (below: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const words = ['orders', 'items', 'users', 'carts', 'invoices', 'events', 'teams', 'files', 'tags', 'prices'];
  const routes = Array.from({ length: routeCount }, (_, index) => {
    const segments = [`${words[index % words.length]}-${index}`];
    const depth = 2 + next(6);
    const parameters = Math.min(next(3), depth - 1);
    const places = new Set<number>();
    while (places.size < parameters) places.add(1 + next(depth - 1));
    for (let i = 1; i < depth; i += 1) segments.push(places.has(i) ? `{p${i}}` : `${words[next(words.length)]}`);
    return `/${segments.join('/')}`;
  });
  const keys = Array.from({ length: keyCount }, (_, index) => {
    const value = `${sha256Hex(`key ${index}`).slice(0, 40)}`;
    return { id: `key${index}`, value, sha256: sha256Hex(value) };
  });
  const requests = Array.from({ length: requestCount }, () => ({
    path: (routes[next(routeCount)] ?? '').replace(/\{\w+\}/g, () => `id${next(1_000_000)}`),
    key: keys[next(keyCount)]?.value ?? '',
  }));
  return { routes, keys, requests };
}
