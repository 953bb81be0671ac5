import { z } from 'zod';
import { tagsSchema } from '../tags/schema.ts';

const description = z.string().max(1024).nullable();

export const clientCertificateIdInput = z.object({ clientCertificateId: z.string().min(1).max(64) });

export const generateClientCertificateInput = z.object({
  description: description.default(null),
  tags: tagsSchema.default({}),
});

export const updateClientCertificateInput = clientCertificateIdInput.extend({ description });
