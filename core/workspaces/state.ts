import { z } from 'zod';

/** Addresses that integrations of a workspace may reach though they are private: `10.0.0.0/8`, `127.0.0.1`, `fd00::/8`. */
export const allowedAddressesSchema = z
  .array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], 'Give an IP address, or a range such as 10.0.0.0/8.'))
  .max(100);

/** AWS service name as in integration URIs (`dynamodb`, `s3`, `lambda`, ...; an asterisk for all) to its endpoint's URL. */
export const endpointsSchema = z.record(z.string().min(1).max(64), z.url({ protocol: /^https?$/ }).max(512));

/** What nodes know of a workspace. */
export const workspaceStateSchema = z.object({
  workspaceId: z.string(),
  /** Twelve digits. */
  accountId: z.string(),
  allowedAddresses: allowedAddressesSchema,
  endpoints: endpointsSchema,
});
export type WorkspaceState = z.infer<typeof workspaceStateSchema>;
