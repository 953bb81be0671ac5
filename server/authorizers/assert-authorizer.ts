import type { Authorizer } from '#core/authorizers/schema.ts';
import { checkAuthorizer } from '#core/compile/check-authorizers.ts';
import { ProblemList } from '#core/compile/problem.ts';
import { SluiceError } from '#core/errors.ts';

/** BAD_INPUT when no node could run the authorizer, with every reason at the field it is about. */
export function assertAuthorizer(authorizer: Authorizer): void {
  const list = new ProblemList();
  checkAuthorizer(authorizer, list);
  const issues = list.problems
    .filter((problem) => problem.level === 'error')
    .map(({ message, pointer }) => ({ message, pointer }));
  const [first] = issues;
  if (first) throw new SluiceError('BAD_INPUT', first.message, { issues });
}
