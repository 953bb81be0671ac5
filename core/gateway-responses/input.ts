import { apiIdInput } from '../apis/input.ts';
import { gatewayResponseSchema } from './schema.ts';

export const putGatewayResponseInput = apiIdInput.extend({
  ...gatewayResponseSchema.shape,
  /** What was set when the edit began, null for nothing: when it is given and something else is set now, the edit is STALE. */
  expected: gatewayResponseSchema.nullable().optional(),
});

export const resetGatewayResponseInput = apiIdInput.extend({ responseType: gatewayResponseSchema.shape.responseType });
