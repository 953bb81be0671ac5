import { z } from 'zod';
import { createBasePathMapping } from '../../domain-names/create-base-path-mapping.ts';
import { deleteBasePathMapping } from '../../domain-names/delete-base-path-mapping.ts';
import { getBasePathMapping } from '../../domain-names/get-base-path-mapping.ts';
import { listBasePathMappings } from '../../domain-names/list-base-path-mappings.ts';
import { updateBasePathMapping } from '../../domain-names/update-base-path-mapping.ts';
import { inAwsWords } from '../aws-error.ts';
import { patchOperations, text } from '../members.ts';
import { type AwsCall, operation } from '../operation.ts';
import { listOf, pageOf } from '../page.ts';
import { applyPatch, type PatchTarget } from '../patch.ts';
import { withDomainName } from './with-domain-name.ts';

/** AWS's word for an empty base path. */
const none = '(none)';

type Mapping = { basePath: string; apiId: string; stageName: string | null };

/** AWS's BasePathMapping. */
function renderMapping({ basePath, apiId, stageName }: Mapping) {
  return { basePath: basePath === '' ? none : basePath, restApiId: apiId, stage: stageName };
}

function basePathOf(written: string | null | undefined): string {
  return written === none ? '' : (written ?? '');
}

type MappingId = { domainName: string; basePath: string };

function withMapping<Result>(call: AwsCall, run: (id: MappingId, mapping: Mapping) => Promise<Result>) {
  return withDomainName(call, ({ domainName }) =>
    inAwsWords({ NOT_FOUND: 'Invalid base path mapping identifier specified' }, async () => {
      const id = { domainName, basePath: basePathOf(call.path.base_path) };
      return run(id, await getBasePathMapping.execute(call.actor, id));
    }),
  );
}

const mappingPatches: PatchTarget<Mapping>[] = [
  { path: '/basePath', ops: ['replace'], apply: (mapping, { value }) => void (mapping.basePath = basePathOf(value)) },
  ...['/restapiId', '/restApiId'].map((path): PatchTarget<Mapping> => ({
    path,
    ops: ['replace'],
    apply: (mapping, { value }) => void (mapping.apiId = value),
  })),
  {
    path: '/stage',
    ops: ['replace', 'remove'],
    apply: (mapping, { value }) => void (mapping.stageName = value || null),
  },
];

export const basePathMappingOperations = {
  CreateBasePathMapping: operation(
    { basePath: text, restApiId: z.string(), stage: text },
    {
      run: (call, body) =>
        withDomainName(call, async ({ domainName }) => {
          const basePath = basePathOf(body.basePath);
          const input = { domainName, basePath, apiId: body.restApiId, stageName: body.stage || null };
          await createBasePathMapping.execute(call.actor, input);
          return renderMapping(await getBasePathMapping.execute(call.actor, { domainName, basePath }));
        }),
    },
  ),

  GetBasePathMappings: operation({
    run: (call) =>
      withDomainName(call, async ({ domainName }) => {
        const page = pageOf(call.query);
        const mappings = await listBasePathMappings.execute(call.actor, { domainName });
        return listOf(mappings, page, ({ basePath }) => basePath || none, renderMapping);
      }),
  }),

  GetBasePathMapping: operation({
    run: (call) => withMapping(call, (_, mapping) => Promise.resolve(renderMapping(mapping))),
  }),

  UpdateBasePathMapping: operation(patchOperations, {
    run: (call, body) =>
      withMapping(call, async (id, { basePath, apiId, stageName }) => {
        const after = applyPatch<Mapping>({ basePath, apiId, stageName }, body.patchOperations, mappingPatches);
        const { basePath: newBasePath, ...target } = after;
        await updateBasePathMapping.execute(call.actor, { ...id, newBasePath, ...target });
        return renderMapping(await getBasePathMapping.execute(call.actor, { ...id, basePath: newBasePath }));
      }),
  }),

  DeleteBasePathMapping: operation({
    run: (call) =>
      withMapping(call, async (id) => {
        await deleteBasePathMapping.execute(call.actor, id);
      }),
  }),
};
