import { z } from 'zod';
import { parsePolicyText, type PolicyKind } from './parse-policy.ts';

/** A policy document as JSON text that the gateway understands wholly; `maxLength` in characters. */
export function policyTextSchema(kind: PolicyKind, maxLength: number) {
  return z
    .string()
    .max(maxLength, `A policy has at most ${maxLength} characters.`)
    .superRefine((text, context) => {
      const parsed = parsePolicyText(text, kind);
      if ('policy' in parsed) return;
      for (const { path, message } of parsed.problems.slice(0, 20)) {
        context.addIssue({ code: 'custom', message: path.length > 0 ? `${path.join('.')}: ${message}` : message });
      }
    });
}
