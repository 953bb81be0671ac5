import { expect, test } from 'vitest';
import { fillDesign } from '../testing/fill-design.ts';
import { checkPolicy } from './check-policy.ts';
import { ProblemList } from './problem.ts';

function problemsOf(policy: unknown): string[] {
  const list = new ProblemList();
  checkPolicy(fillDesign({ api: { policy: JSON.stringify(policy) } }), list);
  return list.problems.map(({ level, code }) => `${level} ${code}`);
}

test('variables that are none without a version are told', () => {
  const Statement = {
    Effect: 'Allow',
    Principal: '*',
    Action: 'execute-api:Invoke',
    Resource: 'execute-api:/prod/GET/${aws:UserAgent}',
  };
  expect(problemsOf({ Statement })).toEqual(['warning literal-policy-variable']);
  expect(problemsOf({ Version: '2008-10-17', Statement })).toEqual(['warning literal-policy-variable']);
  expect(problemsOf({ Version: '2012-10-17', Statement })).toEqual([]);
  expect(problemsOf({ Statement: { ...Statement, Resource: '*' } })).toEqual([]);
});
