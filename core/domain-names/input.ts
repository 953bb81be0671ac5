import { z } from 'zod';
import { tagsSchema } from '../tags/schema.ts';

export const endpointTypes = ['EDGE', 'REGIONAL', 'PRIVATE'] as const;
export const routingModes = [
  'BASE_PATH_MAPPING_ONLY',
  'ROUTING_RULE_ONLY',
  'ROUTING_RULE_THEN_BASE_PATH_MAPPING',
] as const;
export const endpointAccessModes = ['BASIC', 'STRICT'] as const;

/** A host name in lower case; its first label may be an asterisk. */
const domainName = z
  .string()
  .max(253)
  .regex(
    /^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
    'A domain name has labels of lower-case letters, digits and hyphens, with dots between them.',
  );

const optionalText = z.string().max(2048).nullable();

const settings = z.object({
  endpointTypes: z.array(z.enum(endpointTypes)).min(1).max(1),
  ipAddressType: z.enum(['ipv4', 'dualstack']),
  vpcEndpointIds: z.array(z.string().max(64)).max(20),
  securityPolicy: z.string().min(1).max(64),
  endpointAccessMode: z.enum(endpointAccessModes).nullable(),
  routingMode: z.enum(routingModes),
  certificateName: optionalText,
  certificateArn: optionalText,
  regionalCertificateName: optionalText,
  regionalCertificateArn: optionalText,
  ownershipVerificationCertificateArn: optionalText,
  mutualTlsAuthentication: z
    .object({ truststoreUri: z.string().max(2048), truststoreVersion: z.string().max(2048).nullable() })
    .nullable(),
  policy: z.string().max(8192).nullable(),
});
export type DomainNameSettings = z.infer<typeof settings>;

/** Which domain name an operation means: an existing one may be written in any form that it once had. */
export const domainNameInput = z.object({ domainName: z.string().min(1).max(253) });

export const createDomainNameInput = settings.extend({
  domainName,
  /** Someone sent a certificate with the domain name. */
  hasUpload: z.boolean().default(false),
  tags: tagsSchema.default({}),
});

export const updateDomainNameInput = settings.partial().extend(domainNameInput.shape);

/** Without slashes: AWS's first API knows no paths of several segments here. Empty: every path that no other mapping takes. */
const basePath = z
  .string()
  .max(300)
  .regex(
    /^[^/]*$/,
    "API Gateway V1 doesn't support the slash character (/) in base path mappings. To create a multi-level base path mapping, use API Gateway V2.",
  )
  .regex(/^[A-Za-z0-9$\-_.+!*'()]*$/, "The base path can contain only letters, numbers, and one of $-_.+!*'()");

const target = {
  apiId: z.string().min(1).max(64),
  /** Null: the first segment of the path below the base path names the stage. */
  stageName: z.string().min(1).max(128).nullable(),
};

/** Empty for AWS's "(none)". */
export const basePathInput = domainNameInput.extend({ basePath: z.string().max(300) });

export const createBasePathMappingInput = domainNameInput.extend({ basePath, ...target });

export const updateBasePathMappingInput = basePathInput.extend({
  newBasePath: basePath.optional(),
  apiId: target.apiId.optional(),
  stageName: target.stageName.optional(),
});
