import type { z } from 'zod';
import type { Unseal } from './unseal.ts';

/** The secret half of a revision; null when none was sealed to this node, or what was sealed is not readable here. */
export function openSecret<Secret>(
  schema: z.ZodType<Secret>,
  unseal: Unseal | null,
  { kind, id, sealed }: { kind: string; id: string; sealed: string | null },
): Secret | null {
  if (sealed === null || unseal === null) return null;
  try {
    return schema.parse(JSON.parse(unseal(kind, id, sealed)));
  } catch {
    return null;
  }
}
