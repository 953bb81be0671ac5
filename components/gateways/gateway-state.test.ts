import { expect, test } from 'vitest';
import { type GatewayNode, nodeHealth, nodeStateText } from './gateway-state.ts';

const live: GatewayNode = {
  id: 'n1',
  name: 'node-1',
  version: '0.1.0',
  publicUrl: null,
  state: 'live',
  appliedSeq: 12,
  behindBy: 0,
  refused: [],
  warnings: [],
  lastSeenAt: new Date(0),
  startedAt: new Date(0),
};
const refusal = { id: 'a1/prod', seq: 12, reason: 'Its disk is full.' };

test('a live node is well unless it refuses or warns', () => {
  expect(nodeHealth(live)).toBe('ok');
  expect(nodeHealth({ ...live, warnings: ['Its disk is nearly full.'] })).toBe('warning');
  expect(nodeHealth({ ...live, refused: [refusal] })).toBe('failing');
  expect(nodeStateText({ ...live, refused: [refusal] })).toBe('Live, refuses a change');
});

test('a node that stopped on purpose is not failing, one that was lost is', () => {
  expect(nodeHealth({ ...live, state: 'stopped' })).toBe('unknown');
  expect(nodeHealth({ ...live, state: 'lost' })).toBe('failing');
});

test('a node that lags says by how much', () => {
  expect(nodeStateText({ ...live, state: 'behind', behindBy: 1 })).toBe('1 change behind');
  expect(nodeStateText({ ...live, state: 'behind', behindBy: 1200 })).toBe('1,200 changes behind');
});
