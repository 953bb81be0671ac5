import { z } from 'zod';
import { tagsSchema } from './schema.ts';

/** What may have tags. */
export const taggedKinds = [
  'restapis',
  'stages',
  'apikeys',
  'usageplans',
  'vpclinks',
  'clientcertificates',
  'domainnames',
] as const;
export type TaggedKind = (typeof taggedKinds)[number];

/** `id` is the API's for a stage, whose name stands beside it. */
export const taggedInput = z.object({
  kind: z.enum(taggedKinds),
  id: z.string().min(1).max(300),
  stageName: z.string().min(1).max(128).nullable().default(null),
});
export type Tagged = z.output<typeof taggedInput>;

export const tagInput = taggedInput.extend({ tags: tagsSchema });

export const untagInput = taggedInput.extend({ names: z.array(z.string().max(128)).max(50) });
