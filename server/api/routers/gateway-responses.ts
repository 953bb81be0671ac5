import { listGatewayResponses } from '../../gateway-responses/list-gateway-responses.ts';
import { putGatewayResponse } from '../../gateway-responses/put-gateway-response.ts';
import { resetGatewayResponse } from '../../gateway-responses/reset-gateway-response.ts';
import { expose, router } from '../trpc.ts';

export const gatewayResponsesRouter = router({
  list: expose(listGatewayResponses),
  put: expose(putGatewayResponse),
  reset: expose(resetGatewayResponse),
});
