import { integrationOperations } from './integration-operations.ts';
import { integrationResponseOperations } from './integration-response-operations.ts';
import { methodOperations } from './method-operations.ts';
import { methodResponseOperations } from './method-response-operations.ts';
import { testInvokeOperations } from './test-invoke-operations.ts';

/** Methods and what belongs to one. */
export const allMethodOperations = {
  ...methodOperations,
  ...methodResponseOperations,
  ...integrationOperations,
  ...integrationResponseOperations,
  ...testInvokeOperations,
};
