import { z } from 'zod';

const nodeIdSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'A node id has up to 64 letters, digits, - and _.');

/** The query of a node's stream. `after` is the last revision that the node has applied, of the given epoch. */
export const nodeStreamInput = z.object({
  nodeId: nodeIdSchema,
  epoch: z.string().max(64).default(''),
  after: z.coerce.number().int().min(0).default(0),
  /** The node's raw X25519 public key, 32 bytes as base64url: what is secret is sealed to it. */
  sealKey: z
    .string()
    .regex(/^[A-Za-z0-9_-]{43}$/, 'A seal key is 32 bytes in base64url.')
    .optional(),
});

export const groupIdInput = z.object({ groupId: z.string().min(1).max(64) });

export const createGroupInput = z.object({ name: z.string().trim().min(1, 'A group needs a name.').max(100) });

export const mintTokenInput = groupIdInput.extend({
  name: z.string().trim().min(1, 'A token needs a name.').max(100),
});

export const revokeTokenInput = z.object({ tokenId: z.string().min(1).max(64) });
