import { expect, test } from 'vitest';
import { policyProblems } from './policy-problems.ts';
import { accessKeyPolicyTemplates, resourcePolicyTemplates } from './policy-templates.ts';

test.each([
  ...resourcePolicyTemplates('123456789012').map((template) => ({ ...template, kind: 'resource' as const })),
  ...accessKeyPolicyTemplates().map((template) => ({ ...template, kind: 'identity' as const })),
])('the gateway understands the template $label wholly', ({ document, kind }) => {
  expect(policyProblems(JSON.stringify(document), kind)).toEqual([]);
});

test('a problem is told at its line', () => {
  const text = JSON.stringify({ Statement: [{ Effect: 'Perhaps', Action: '*', Resource: '*' }] }, null, 2);
  const [problem] = policyProblems(text, 'identity');
  expect(text.split('\n')[(problem?.line ?? 0) - 1]).toContain('Perhaps');
});
