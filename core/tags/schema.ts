import { z } from 'zod';

/** AWS's limits on tags: fifty of a resource, names of 128 and values of 256 characters; names that begin with `aws:` are AWS's own. */
export const tagsSchema = z
  .record(
    z
      .string()
      .min(1, 'A tag needs a name.')
      .max(128)
      .refine((name) => !name.toLowerCase().startsWith('aws:'), 'Names of tags that begin with aws: are reserved.'),
    z.string().max(256),
  )
  .refine((tags) => Object.keys(tags).length <= 50, 'A resource has at most 50 tags.');
export type Tags = z.infer<typeof tagsSchema>;
