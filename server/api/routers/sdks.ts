import { getSdkOptions } from '../../sdks/get-sdk-options.ts';
import { expose, router } from '../trpc.ts';

export const sdksRouter = router({
  options: expose(getSdkOptions),
});
