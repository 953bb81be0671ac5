'use client';

import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { type Variant, variants } from '#core/stages/canary.ts';
import { statusClasses } from '#core/telemetry/input.ts';
import { type TimeRangeName, timeRanges } from '../monitoring/time-window.ts';

const parsers = {
  stage: parseAsString,
  variant: parseAsStringLiteral(variants),
  range: parseAsStringLiteral(timeRanges).withDefault('1h'),
  method: parseAsString,
  key: parseAsString,
  /** The step of a chart that was clicked, epoch ms: its requests are listed. */
  at: parseAsInteger,
  status: parseAsStringLiteral([...statusClasses, 'all'] as const).withDefault('failed'),
  request: parseAsString,
};

export interface DashboardFilter {
  stage: string | null;
  variant: Variant | null;
  range: TimeRangeName;
  /** `GET /pets`. */
  method: string | null;
  key: string | null;
  at: number | null;
  status: (typeof statusClasses)[number] | 'all';
  request: string | null;
}

/** What a dashboard shows, in the URL. A method is not split by key, so choosing one lifts the other. */
export function useDashboardFilter(): [DashboardFilter, (patch: Partial<DashboardFilter>) => void] {
  const [filter, setFilter] = useQueryStates(parsers);
  function change(patch: Partial<DashboardFilter>) {
    const lifted: Partial<DashboardFilter> = {};
    if (patch.method != null) lifted.key = null;
    if (patch.key != null) lifted.method = null;
    if (patch.stage === null) lifted.variant = null;
    const narrows = ['stage', 'variant', 'range', 'method', 'key'].some((name) => name in patch);
    if (narrows && patch.at === undefined) lifted.at = null;
    void setFilter({ ...lifted, ...patch });
  }
  return [filter, change];
}
