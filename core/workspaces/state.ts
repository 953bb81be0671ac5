import { z } from 'zod';
import { isAllowedAddress } from '../addresses/allowed-addresses.ts';

/** What integrations of a workspace may reach though it is private: `10.0.0.0/8`, `127.0.0.1`, `backend.internal`. */
export const allowedAddressesSchema = z
  .array(
    z.string().max(253).refine(isAllowedAddress, 'Give an IP address, a range such as 10.0.0.0/8, or a host name.'),
  )
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
