import { SluiceError } from '#core/errors.ts';
import { getApi } from '../apis/get-api.ts';
import { AwsError } from './aws-error.ts';
import type { AwsCall } from './operation.ts';
import { withApi } from './with-api.ts';

/** Like `withApi`, for an object of the API: `missing` answers when it, and not the API, does not exist. */
export function withApiPart<Result>(
  call: AwsCall,
  missing: string | AwsError,
  run: (apiId: string) => Promise<Result>,
): Promise<Result> {
  return withApi(call, async (apiId) => {
    try {
      return await run(apiId);
    } catch (thrown) {
      if (!(thrown instanceof SluiceError) || thrown.code !== 'NOT_FOUND') throw thrown;
      await getApi.execute(call.actor, { apiId });
      throw typeof missing === 'string' ? new AwsError('NotFoundException', missing) : missing;
    }
  });
}
