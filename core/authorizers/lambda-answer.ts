import { parsePolicy } from '../policies/parse-policy.ts';
import type { Policy } from '../policies/policy.ts';

/** What a TOKEN or REQUEST authorizer answered. */
export type AuthorizerAnswer = {
  readonly principalId: string;
  readonly policy: Policy;
  /** The policy as it was answered, JSON. */
  readonly policyText: string;
  /** `$context.authorizer.*`: flat, all values texts. */
  readonly context: Readonly<Record<string, string>>;
  /** The value of an API key, when the API takes keys from its authorizer. */
  readonly usageIdentifierKey: string | null;
};

/** Largest answer, characters. */
export const answerMaxLength = 65_536;

/**
 * Reads an authorizer's answer (AWS: output from an API Gateway Lambda authorizer). What is not as AWS documents it is a
 * problem, which makes the request fail: nothing is guessed about who may call.
 */
export function parseAuthorizerAnswer(text: string): { answer: AuthorizerAnswer } | { problem: string } {
  if (text.length > answerMaxLength) return { problem: `The answer has more than ${answerMaxLength} characters.` };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'The answer is not JSON.' };
  }
  if (!isObject(value)) return { problem: 'The answer is not a JSON object.' };
  const { principalId, policyDocument, context, usageIdentifierKey } = value;
  if (typeof principalId !== 'string' || principalId === '') return { problem: 'The answer has no principalId.' };
  if (!isObject(policyDocument)) return { problem: 'The answer has no policyDocument.' };
  const parsed = parsePolicy(policyDocument, 'identity');
  if ('problems' in parsed) {
    const [first] = parsed.problems;
    return { problem: `policyDocument/${first?.path.join('/') ?? ''}: ${first?.message ?? ''}` };
  }
  if (usageIdentifierKey != null && typeof usageIdentifierKey !== 'string') {
    return { problem: 'usageIdentifierKey is not a text.' };
  }
  const texts = readContext(context);
  if (typeof texts === 'string') return { problem: texts };
  return {
    answer: {
      principalId,
      policy: parsed.policy,
      policyText: JSON.stringify(policyDocument),
      context: texts,
      usageIdentifierKey: usageIdentifierKey ?? null,
    },
  };
}

function readContext(context: unknown): Record<string, string> | string {
  if (context === undefined || context === null) return {};
  if (!isObject(context)) return 'context is not a JSON object.';
  const texts: [string, string][] = [];
  for (const [name, value] of Object.entries(context)) {
    if (value === null) continue;
    if (typeof value === 'object')
      return `context.${name} is an object or a list; its values are texts, numbers and booleans.`;
    texts.push([name, String(value)]);
  }
  return Object.fromEntries(texts);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
