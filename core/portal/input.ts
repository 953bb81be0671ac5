import { z } from 'zod';
import { pageInput } from '../paging.ts';
import { stageNameSchema } from '../stages/schema.ts';

/** What a portal's address may not be: pages and files that stand beside the portals. */
const reservedSlugs: ReadonlySet<string> = new Set(['api', 'assets', 'new', 'robots', 'sitemap', 'static', 'admin']);

/** The last part of a portal's address, `/portal/{slug}`: a DNS label, so that it can become a host name. */
export const portalSlugSchema = z
  .string()
  .trim()
  .min(3, 'An address has at least 3 characters.')
  .max(63, 'An address has at most 63 characters.')
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Use lower-case letters, digits and single hyphens between them.')
  .refine((slug) => !reservedSlugs.has(slug), { message: 'This address is reserved.' });

/** The stages that a portal documents: each API once, in the order in which they are listed. */
export const portalApisSchema = z
  .array(z.object({ apiId: z.string().min(1).max(64), stageName: stageNameSchema }))
  .max(100, 'A portal documents at most 100 APIs.')
  .refine((apis) => new Set(apis.map(({ apiId }) => apiId)).size === apis.length, {
    message: 'Each API can be in a portal once.',
  });

const portalFields = z.object({
  slug: portalSlugSchema,
  title: z.string().trim().min(1, 'A portal needs a title.').max(200),
  /** Markdown, shown on the portal's first page. */
  description: z.string().max(20_000),
  published: z.boolean(),
  apis: portalApisSchema,
});

export const portalIdInput = z.object({ portalId: z.string().min(1).max(64) });

export const listPortalsInput = pageInput;

export const createPortalInput = portalFields.extend({
  description: portalFields.shape.description.default(''),
  published: portalFields.shape.published.default(false),
  apis: portalFields.shape.apis.default([]),
});

/** What is left out stays as it is. */
export const updatePortalInput = portalIdInput.extend(portalFields.partial().shape);
