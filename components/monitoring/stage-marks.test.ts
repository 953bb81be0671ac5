import { expect, test } from 'vitest';
import { chartMarks } from './stage-marks.ts';

const mark = {
  atMs: 1,
  apiId: 'a1',
  apiName: 'Pets',
  stageName: 'prod',
  version: 13,
  kind: 'deploy',
  percentTraffic: null,
  actorName: 'Ada',
};

test('a mark says as much as its chart leaves open', () => {
  expect(chartMarks([mark], 'stage')).toEqual([{ atMs: 1, label: 'v13' }]);
  expect(chartMarks([mark], 'api')).toEqual([{ atMs: 1, label: 'prod v13' }]);
  expect(chartMarks([mark], 'workspace')).toEqual([{ atMs: 1, label: 'Pets prod v13' }]);
});

test('each act on a canary has its own words', () => {
  const labels = ['canary-deploy', 'canary-weight', 'canary-promote', 'canary-remove'].map(
    (kind) => chartMarks([{ ...mark, kind, percentTraffic: 10 }], 'stage')[0]?.label,
  );
  expect(labels).toEqual(['canary v13', 'canary 10 %', 'v13 promoted', 'canary v13 ended']);
});
