import { MappingError } from '../value.ts';
import type { Charge } from '../value.ts';

/** A charge for evaluations outside of a template: at most `limit` values are visited. */
export function chargeUpTo(limit: number): Charge {
  let used = 0;
  return (steps) => {
    used += steps;
    if (used > limit) throw new MappingError('BUDGET_EXCEEDED', 'A JSONPath visits more values than allowed.');
  };
}
