import type { ChartMark } from '../chart/chart-types.ts';
import type { Outputs } from '../trpc.ts';

type StageMark = Outputs['telemetry']['series']['marks'][number];

const words: Record<string, (mark: StageMark) => string> = {
  deploy: ({ version }) => `v${version}`,
  rollback: ({ version }) => `back to v${version}`,
  'canary-deploy': ({ version }) => `canary v${version}`,
  'canary-weight': ({ percentTraffic }) => `canary ${percentTraffic} %`,
  'canary-promote': ({ version }) => `v${version} promoted`,
  'canary-remove': ({ version }) => `canary v${version} ended`,
};

/**
 * What happened to stages as marks over charts.
 * @param scope what the chart is about already: a mark names its stage, or its API and stage, only where that is open
 */
export function chartMarks(marks: readonly StageMark[], scope: 'stage' | 'api' | 'workspace'): ChartMark[] {
  return marks.map((mark) => {
    const what = words[mark.kind]?.(mark) ?? mark.kind;
    const where = { stage: '', api: `${mark.stageName} `, workspace: `${mark.apiName} ${mark.stageName} ` }[scope];
    return { atMs: mark.atMs, label: `${where}${what}` };
  });
}
