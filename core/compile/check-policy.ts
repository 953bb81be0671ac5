import type { Design } from '../apis/design.ts';
import { keyPresence } from '../policies/condition-keys.ts';
import { parsePolicyText } from '../policies/parse-policy.ts';
import type { Policy } from '../policies/policy.ts';
import type { ProblemList } from './problem.ts';

/** Checks an API's resource policy. The place within the document begins each message, as a JSON Pointer. */
export function checkPolicy({ api, methods }: Design, problems: ProblemList): void {
  if (!hasPolicy(api.policy)) return;
  const parsed = parsePolicyText(api.policy, 'resource');
  if ('problems' in parsed) {
    for (const { path, message } of parsed.problems) {
      const place = path.length === 0 ? '' : `/${path.join('/')}: `;
      problems.error('bad-policy', `${place}${message}`);
    }
    return;
  }
  if (parsed.policy.version === '2008-10-17' && api.policy.includes('${')) {
    problems.warn('literal-policy-variable', 'Variables such as ${aws:username} need the Version "2012-10-17".');
  }
  const isSigned = methods.some((method) => method.authorizationType === 'AWS_IAM');
  for (const key of keysOf(parsed.policy)) {
    const presence = keyPresence(key);
    if (presence === 'never') {
      problems.warn('absent-condition-key', `Requests never have ${key} here, so it is always treated as absent.`);
    } else if (presence === 'signed' && !isSigned) {
      problems.warn(
        'absent-condition-key',
        `Only requests to methods with AWS_IAM authorization have ${key}, and there are none.`,
      );
    }
  }
}

/** Whether an API has a resource policy at all. */
export function hasPolicy(policy: string | null): policy is string {
  return policy !== null && policy.trim() !== '';
}

function keysOf(policy: Policy): Set<string> {
  return new Set(policy.statements.flatMap(({ conditions }) => conditions.map(({ key }) => key)));
}
