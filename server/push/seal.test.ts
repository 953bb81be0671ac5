import { expect, test } from 'vitest';
import { sealingNode } from '../testing/sealing-node.ts';
import { sealToNode } from './seal.ts';

test('the node that it was sealed to opens it, no other, and only as what it was', () => {
  const [node, other] = [sealingNode(), sealingNode()];
  const sealed = sealToNode('the secret', node.sealKey, 'access-key AKIA');
  expect(node.open(sealed, 'access-key AKIA')).toBe('the secret');
  expect(() => other.open(sealed, 'access-key AKIA')).toThrow();
  expect(() => node.open(sealed, 'access-key AKIB')).toThrow();
  expect(Buffer.from(sealed, 'base64').includes('the secret')).toBe(false);
});

test('the same text is sealed differently each time', () => {
  const { sealKey } = sealingNode();
  expect(sealToNode('text', sealKey, 'a')).not.toBe(sealToNode('text', sealKey, 'a'));
});

test('a key that gives away every shared secret is refused', () => {
  const zero = Buffer.alloc(32).toString('base64url');
  expect(() => sealToNode('text', zero, 'a')).toThrow();
});
