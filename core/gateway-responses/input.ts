import { apiIdInput } from '../apis/input.ts';
import { gatewayResponseSchema } from './schema.ts';

export const putGatewayResponseInput = apiIdInput.extend(gatewayResponseSchema.shape);

export const resetGatewayResponseInput = apiIdInput.extend({ responseType: gatewayResponseSchema.shape.responseType });
