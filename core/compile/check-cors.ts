import type { Design } from '../apis/design.ts';
import { corsProblems } from '../cors/problems.ts';
import type { ProblemList } from './problem.ts';

/** Warns of a cross-origin configuration that browsers cannot use as it is written. */
export function checkCors({ api }: Design, list: ProblemList): void {
  if (!api.corsConfiguration) return;
  for (const { member, index, message } of corsProblems(api.corsConfiguration)) {
    const place = index === null ? list.at(member) : list.at(member, index);
    place.warn('cors-conflict', message);
  }
}
