import { z } from 'zod';
import type { DocumentationPart } from '#core/documentation/schema.ts';
import { type DocumentationLocation, placeOf } from '#core/documentation/location.ts';
import { parseDocument } from '#core/openapi/parse-document.ts';
import { readDocumentation } from '#core/openapi/read-documentation.ts';
import { createPart } from '../../documentation/create-part.ts';
import { deletePart } from '../../documentation/delete-part.ts';
import { getPart } from '../../documentation/get-part.ts';
import { importParts } from '../../documentation/import-parts.ts';
import { listParts } from '../../documentation/list-parts.ts';
import { listUndocumented } from '../../documentation/list-undocumented.ts';
import { updatePart } from '../../documentation/update-part.ts';
import { badRequest, inAwsWords } from '../aws-error.ts';
import { patchOperations, text } from '../members.ts';
import { type AwsCall, operation } from '../operation.ts';
import { listOf, pageOf } from '../page.ts';
import { applyPatch, type PatchTarget } from '../patch.ts';
import { wordMember } from '../validation.ts';
import { withApiPart } from '../with-api-part.ts';
import { withApi } from '../with-api.ts';

/** In the order in which AWS names them. */
const partTypes = [
  ...(['RESPONSE_BODY', 'RESPONSE', 'METHOD', 'MODEL', 'AUTHORIZER', 'RESPONSE_HEADER', 'RESOURCE'] as const),
  ...(['PATH_PARAMETER', 'REQUEST_BODY', 'QUERY_PARAMETER', 'API', 'REQUEST_HEADER'] as const),
] as const;

const partPatches: PatchTarget<DocumentationPart>[] = [
  { path: '/properties', ops: ['replace'], apply: (part, { value }) => void (part.properties = value) },
];

const unknownPart = 'Invalid Documentation part identifier specified';

/** Runs an operation of one part. An unknown API is answered as an unknown part, as AWS does, but for a deletion. */
function withPart<Result>(
  { path }: AwsCall,
  run: (id: { apiId: string; partId: string }) => Promise<Result>,
): Promise<Result> {
  const id = { apiId: path.restapi_id ?? '', partId: path.part_id ?? '' };
  return inAwsWords({ NOT_FOUND: unknownPart }, () => run(id));
}

type Listed = { location: DocumentationLocation; id?: string; properties?: string };

async function listed({ actor, query }: AwsCall, apiId: string): Promise<Listed[]> {
  const type = wordMember(query.get('type'), 'type', partTypes);
  const status = wordMember(query.get('locationStatus'), 'locationStatus', ['DOCUMENTED', 'UNDOCUMENTED']);
  const parts: Listed[] =
    status === 'UNDOCUMENTED'
      ? (await listUndocumented.execute(actor, { apiId })).map((location) => ({ location }))
      : await listParts.execute(actor, { apiId });
  const [name, path] = [query.get('name'), query.get('path')];
  return parts.filter(
    ({ location }) =>
      (type === null || location.type === type) &&
      (name === null || (location.name ?? '').includes(name)) &&
      (path === null || location.path === path),
  );
}

export const documentationPartOperations = {
  CreateDocumentationPart: operation(
    {
      location: z.strictObject({ type: z.string(), path: text, method: text, statusCode: text, name: text }),
      properties: z.string(),
    },
    {
      run: (call, { location: { type, path, method, statusCode, name }, properties }) =>
        withApi(call, (apiId) =>
          createPart.execute(call.actor, {
            apiId,
            location: {
              type: wordMember(type, 'createDocumentationPartInput.location.type', partTypes),
              path: path || null,
              method: method || null,
              statusCode: statusCode || null,
              name: name || null,
            },
            properties,
          }),
        ),
    },
  ),

  GetDocumentationParts: operation({
    exactness: { partial: 'nameQuery finds names that contain it, path the path itself' },
    run: (call) =>
      withApi(call, async (apiId) => {
        const page = pageOf(call.query);
        return listOf(
          await listed(call, apiId),
          page,
          ({ id, location }) => id ?? placeOf(location),
          (part) => part,
        );
      }),
  }),

  GetDocumentationPart: operation({ run: (call) => withPart(call, (id) => getPart.execute(call.actor, id)) }),

  UpdateDocumentationPart: operation(patchOperations, {
    run: (call, body) =>
      withPart(call, async (id) => {
        const before = await getPart.execute(call.actor, id);
        const { properties } = applyPatch(before, body.patchOperations, partPatches);
        return updatePart.execute(call.actor, { ...id, properties });
      }),
  }),

  DeleteDocumentationPart: operation({
    async run(call) {
      const partId = call.path.part_id ?? '';
      await withApiPart(call, unknownPart, (apiId) => deletePart.execute(call.actor, { apiId, partId }));
    },
  }),

  ImportDocumentationParts: operation({
    exactness: { partial: 'a part that is laid over another one replaces all of its properties' },
    run: (call) =>
      withApi(call, async (apiId) => {
        const mode = wordMember(call.query.get('mode'), 'mode', ['merge', 'overwrite']) ?? 'merge';
        const { parts, items } = readDocumentation(parseDocument(call.bytes.toString('utf8')));
        const [error] = items.filter(({ level }) => level === 'error');
        if (error)
          throw badRequest(`Unable to import documentation: ${error.message} (${error.pointer || 'the document'})`);
        const warnings = items.filter(({ level }) => level === 'warning').map(({ message }) => message);
        if (warnings.length > 0 && call.query.get('failonwarnings') === 'true') {
          throw badRequest(`Unable to import documentation. Warnings found during import: ${warnings.join('; ')}`);
        }
        const { ids } = await importParts.execute(call.actor, { apiId, parts, mode });
        return { ids, warnings: warnings.length > 0 ? warnings : null };
      }),
  }),
};
