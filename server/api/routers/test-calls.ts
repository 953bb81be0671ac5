import { runTestCall } from '../../test-calls/run-test-call.ts';
import { expose, router } from '../trpc.ts';

export const testCallsRouter = router({ run: expose(runTestCall) });
