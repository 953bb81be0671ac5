import { z } from 'zod';

/** An IAM-style policy as JSON text; `maxLength` in characters. What it allows is decided where it is evaluated. */
export function policyTextSchema(maxLength: number) {
  return z
    .string()
    .max(maxLength, `A policy has at most ${maxLength} characters.`)
    .refine(isPolicyDocument, 'A policy is a JSON object with a Statement.');
}

function isPolicyDocument(text: string): boolean {
  try {
    const document: unknown = JSON.parse(text);
    if (typeof document !== 'object' || document === null || Array.isArray(document)) return false;
    const { Statement: statement } = document as { Statement?: unknown };
    return typeof statement === 'object' && statement !== null;
  } catch {
    return false;
  }
}
