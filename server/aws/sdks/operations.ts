import { notFound } from '#core/errors.ts';
import { sdkLanguages } from '#core/sdk/input.ts';
import { getApi } from '../../apis/get-api.ts';
import { downloadSdk } from '../../sdks/download-sdk.ts';
import { badRequest, inAwsWords } from '../aws-error.ts';
import { AwsBlob, type AwsCall, operation } from '../operation.ts';
import { listOf, pageOf } from '../page.ts';
import { withApi } from '../with-api.ts';

const languages: Record<(typeof sdkLanguages)[number], { friendlyName: string; description: string }> = {
  typescript: { friendlyName: 'TypeScript', description: 'A client for browsers and Node, with types' },
};

const configurationProperties = [
  { name: 'packageName', friendlyName: 'Package name', description: 'As npm takes it', required: false },
  { name: 'version', friendlyName: 'Version', description: 'A semantic version', required: false },
];

const sdkTypes = sdkLanguages.map((id) => ({ id, ...languages[id], configurationProperties }));

/** `parameters` of GetSdk: a client writes each as a query parameter of its own. */
function parametersOf({ query }: AwsCall): Record<string, string> {
  const names = configurationProperties.map(({ name }) => name);
  const unknown = [...query.keys()].find((name) => !names.includes(name));
  if (unknown !== undefined) throw badRequest(`Unknown parameter ${unknown}. The parameters are: ${names.join(', ')}`);
  return Object.fromEntries(query);
}

const ownLanguages = 'the SDK types are those of this product, not AWS’s';

export const sdkOperations = {
  GetSdkTypes: operation({
    exactness: { partial: ownLanguages },
    run: async ({ query }) =>
      listOf(
        sdkTypes,
        pageOf(query),
        ({ id }) => id,
        (type) => type,
      ),
  }),

  GetSdkType: operation({
    exactness: { partial: ownLanguages },
    run: async ({ path }) => {
      const type = sdkTypes.find(({ id }) => id === path.sdktype_id);
      return inAwsWords({ NOT_FOUND: 'Invalid SDK type identifier specified' }, async () => {
        if (!type) throw notFound('SDK type', path.sdktype_id ?? '');
        return type;
      });
    },
  }),

  GetSdk: operation({
    exactness: { partial: ownLanguages },
    run: (call) =>
      withApi(call, async (apiId) => {
        const { sdk_type: language = '', stage_name: stageName = '' } = call.path;
        if (!sdkTypes.some(({ id }) => id === language)) throw badRequest(`Invalid SDK type specified: ${language}`);
        await getApi.execute(call.actor, { apiId });
        const input = { ...parametersOf(call), apiId, stageName, language };
        const { fileName, bytes } = await inAwsWords({ NOT_FOUND: 'Invalid Stage identifier specified' }, () =>
          downloadSdk.execute(call.actor, input),
        );
        return new AwsBlob(Buffer.from(bytes), 'application/zip', `attachment; filename="${fileName}"`);
      }),
  }),
};
