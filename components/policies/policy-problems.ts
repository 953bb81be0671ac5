import { locatePointers } from '#core/openapi/positions.ts';
import { type PolicyKind, parsePolicyText } from '#core/policies/parse-policy.ts';
import type { EditorProblem } from '../editor/editor-problem.ts';

function pointerOf(path: readonly (string | number)[]): string {
  return path.map((token) => `/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** What the gateway would not understand of a policy, each with its place in the text. No text, no problem. */
export function policyProblems(text: string, kind: PolicyKind): EditorProblem[] {
  if (text.trim() === '') return [];
  const parsed = parsePolicyText(text, kind);
  if ('policy' in parsed) return [];
  const problems = parsed.problems.map(({ path, message }) => ({ message, pointer: pointerOf(path) }));
  const places = locatePointers(
    text,
    problems.map(({ pointer }) => pointer),
  );
  return problems.map(({ message, pointer }) => ({ message, ...(places.get(pointer) ?? { line: 1 }) }));
}
