import { descriptionOperations } from './descriptions/operations.ts';
import type { Operation, RefusedOperation } from './operation.ts';
import type { OperationName } from './operation-table.ts';
import { resourceOperations } from './resources/operations.ts';
import { restApiOperations } from './rest-apis/operations.ts';
import { sdkOperations } from './sdks/operations.ts';

/** What the control API does for each operation. */
export const operations: Partial<Record<OperationName, Operation | RefusedOperation>> = {
  ...restApiOperations,
  ...descriptionOperations,
  ...sdkOperations,
  ...resourceOperations,
};
