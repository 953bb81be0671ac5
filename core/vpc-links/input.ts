import { z } from 'zod';
import { tagsSchema } from '../tags/schema.ts';

const name = z.string().trim().min(1, 'A VPC link needs a name.').max(1024);
const description = z.string().max(1024).nullable();

export const vpcLinkIdInput = z.object({ vpcLinkId: z.string().min(1).max(64) });

export const createVpcLinkInput = z.object({
  name,
  description: description.default(null),
  /** The load balancers that it leads to: AWS takes one. */
  targetArns: z.array(z.string().min(1).max(2048)).min(1).max(1),
  tags: tagsSchema.default({}),
});

export const updateVpcLinkInput = vpcLinkIdInput.extend({
  name: name.optional(),
  description: description.optional(),
});
