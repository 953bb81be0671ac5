import { z } from 'zod';

/** What nodes know of a domain name: where its base paths lead. */
export const domainNameStateSchema = z.object({
  workspaceId: z.string(),
  /** In lower case; the first label may be an asterisk. */
  domainName: z.string(),
  mappings: z.array(
    z.object({
      /** One segment without slashes; empty for every path that no other mapping takes. */
      basePath: z.string(),
      apiId: z.string(),
      /** Null: the next segment of the path names the stage. */
      stageName: z.string().nullable(),
    }),
  ),
});
export type DomainNameState = z.infer<typeof domainNameStateSchema>;
