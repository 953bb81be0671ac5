import { type CanaryStickiness, canaryStickinessSchema } from '#core/stages/schema.ts';
import type { SelectOption } from '../ui/select.tsx';

export const RANDOM = 'RANDOM';

/** What may decide the side of a request between a stage and its canary. */
export const stickinessOptions: readonly SelectOption[] = [
  { value: RANDOM, label: 'At random', hint: 'For each request, as AWS does' },
  { value: 'API_KEY', label: 'By API key', hint: 'A caller stays on one side' },
  { value: 'SOURCE_IP', label: 'By source IP', hint: 'An address stays on one side' },
  { value: 'HEADER', label: 'By a header', hint: 'Its value stays on one side' },
];

/** A stickiness as a form holds it: a choice, and the header's name, empty for the other choices. */
export type StickinessChoice = { by: string; header: string };

export function choiceOf(stickiness: CanaryStickiness | null): StickinessChoice {
  return { by: stickiness?.by ?? RANDOM, header: stickiness?.by === 'HEADER' ? stickiness.header : '' };
}

/** What the choice means; null for at random. Throws for a header without a name. */
export function stickinessOf({ by, header }: StickinessChoice): CanaryStickiness | null {
  return by === RANDOM ? null : canaryStickinessSchema.parse({ by, header: header.trim() });
}
