import { deploymentOperations } from './deployments/operations.ts';
import { apiKeyOperations } from './api-keys/operations.ts';
import { authorizerOperations } from './authorizers/operations.ts';
import { descriptionOperations } from './descriptions/operations.ts';
import { documentationPartOperations } from './documentation/part-operations.ts';
import { documentationVersionOperations } from './documentation/version-operations.ts';
import { modelOperations } from './models/operations.ts';
import { gatewayResponseOperations } from './gateway-responses/operations.ts';
import { allMethodOperations } from './methods/operations.ts';
import type { Operation, RefusedOperation } from './operation.ts';
import type { OperationName } from './operation-table.ts';
import { requestValidatorOperations } from './request-validators/operations.ts';
import { resourceOperations } from './resources/operations.ts';
import { restApiOperations } from './rest-apis/operations.ts';
import { sdkOperations } from './sdks/operations.ts';
import { stageOperations } from './stages/operations.ts';
import { usagePlanOperations } from './usage-plans/operations.ts';
import { planKeyOperations } from './usage-plans/plan-key-operations.ts';
import { usageOperations } from './usage-plans/usage-operations.ts';
import { accountOperations } from './account/operations.ts';
import { clientCertificateOperations } from './client-certificates/operations.ts';
import { basePathMappingOperations } from './domain-names/base-path-mappings.ts';
import { domainNameOperations } from './domain-names/operations.ts';
import { tagOperations } from './tags/operations.ts';
import { vpcLinkOperations } from './vpc-links/operations.ts';

/** What the control API does for each operation. */
export const operations: Record<OperationName, Operation | RefusedOperation> = {
  ...restApiOperations,
  ...deploymentOperations,
  ...stageOperations,
  ...vpcLinkOperations,
  ...tagOperations,
  ...domainNameOperations,
  ...basePathMappingOperations,
  ...clientCertificateOperations,
  ...accountOperations,
  ...descriptionOperations,
  ...sdkOperations,
  ...resourceOperations,
  ...allMethodOperations,
  ...gatewayResponseOperations,
  ...modelOperations,
  ...requestValidatorOperations,
  ...authorizerOperations,
  ...apiKeyOperations,
  ...usagePlanOperations,
  ...planKeyOperations,
  ...usageOperations,
  ...documentationPartOperations,
  ...documentationVersionOperations,
};
