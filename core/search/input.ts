import { z } from 'zod';

export const searchInput = z.object({ text: z.string().trim().min(1).max(200) });

export const searchKinds = ['api', 'resource', 'stage', 'key', 'plan'] as const;
export type SearchKind = (typeof searchKinds)[number];

/** One thing that was found, and the page that shows it. */
export type SearchHit = { kind: SearchKind; id: string; title: string; subtitle: string | null; href: string };
