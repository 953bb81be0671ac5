import { getApi } from '../../apis/get-api.ts';
import { exportStage } from '../../openapi/export-stage.ts';
import { importDescription } from '../../openapi/import-description.ts';
import { badRequest, inAwsWords } from '../aws-error.ts';
import { AwsBlob, type AwsCall, operation } from '../operation.ts';
import { renderRestApi } from '../rest-apis/render-rest-api.ts';
import { withApi } from '../with-api.ts';

const basepaths = ['ignore', 'prepend', 'split'] as const;

/** What imports share: the document, and how to read it. Operations without an integration stay without one. */
function importOf({ bytes, query }: AwsCall) {
  const written = query.get('basepath');
  const basepath = basepaths.find((each) => each === (written ?? 'ignore'));
  if (!basepath) throw badRequest(`Invalid value '${written}' for basepath. Must be one of: [${basepaths.join(', ')}]`);
  return {
    text: bytes.toString('utf8'),
    failOnWarnings: query.get('failonwarnings') === 'true',
    options: { basepath, integration: 'none' as const },
    endpointTypes: query.get('endpointConfigurationTypes')?.split(','),
    ignoreDocumentation: query.get('ignore') === 'documentation',
  };
}

const exportVersions = { oas30: '3.0', swagger: '2.0' } as const;

/** `integrations`, `authorizers`, or `apigateway`, which means all of them. */
function extensionsOf(query: URLSearchParams) {
  const written = (query.get('extensions') ?? '').split(',').filter(Boolean);
  const unknown = written.find((each) => !['integrations', 'authorizers', 'apigateway', 'postman'].includes(each));
  if (unknown !== undefined) throw badRequest(`Invalid export extension specified: ${unknown}`);
  const has = (name: string) => written.includes(name);
  if (has('apigateway') || (has('integrations') && has('authorizers'))) return 'all';
  return has('integrations') ? 'integrations' : has('authorizers') ? 'authorizers' : 'none';
}

export const descriptionOperations = {
  ImportRestApi: operation({
    async run(call) {
      const { apiId, warnings } = await importDescription.execute(call.actor, { ...importOf(call), mode: 'new' });
      return { ...renderRestApi(await getApi.execute(call.actor, { apiId })), warnings: orNull(warnings) };
    },
  }),

  PutRestApi: operation({
    run: (call) =>
      withApi(call, async (apiId) => {
        const mode = call.query.get('mode') ?? 'merge';
        const { warnings } = await importDescription.execute(call.actor, { ...importOf(call), mode, apiId });
        return { ...renderRestApi(await getApi.execute(call.actor, { apiId })), warnings: orNull(warnings) };
      }),
  }),

  GetExport: operation({
    exactness: {
      partial: 'the extension postman adds nothing; integrations and authorizers together give all extensions',
    },
    run: (call) =>
      withApi(call, async (apiId) => {
        const { export_type: exportType = '', stage_name: stageName = '' } = call.path;
        if (!Object.hasOwn(exportVersions, exportType)) throw badRequest('Invalid export type specified');
        const format = /\byaml\b/.test(call.headers.get('accept') ?? '') ? 'yaml' : 'json';
        await getApi.execute(call.actor, { apiId });
        const { text } = await inAwsWords({ NOT_FOUND: 'Invalid Stage identifier specified' }, () =>
          exportStage.execute(call.actor, {
            ...{ apiId, stageName, format },
            version: exportVersions[exportType as keyof typeof exportVersions],
            extensions: extensionsOf(call.query),
          }),
        );
        const fileName = `${apiId}-${stageName}-${exportType}.${format}`;
        return new AwsBlob(Buffer.from(text), `application/${format}`, `attachment; filename="${fileName}"`);
      }),
  }),
};

function orNull(warnings: string[]): string[] | null {
  return warnings.length > 0 ? warnings : null;
}
