import { z } from 'zod';
import { keyValueLength } from '#core/keys/input.ts';
import { parseKeyFile } from '#core/keys/parse-key-file.ts';
import type { Member } from '../../actor.ts';
import { createKey } from '../../keys/create-key.ts';
import { deleteKey } from '../../keys/delete-key.ts';
import { importKeys } from '../../keys/import-keys.ts';
import { listApiKeys } from '../../keys/list-api-keys.ts';
import { revealKeys } from '../../keys/reveal-keys.ts';
import { updateKey } from '../../keys/update-key.ts';
import { AwsError, badRequest, inAwsWords } from '../aws-error.ts';
import { changedMembers } from '../changed-members.ts';
import { flag, patchOperations, text, textMap } from '../members.ts';
import { operation } from '../operation.ts';
import { pageOf, positionOf } from '../page.ts';
import { applyPatch } from '../patch.ts';
import { type ApiKey, apiKeyPatches } from './api-key-patches.ts';

const unknownKey = 'Invalid API Key identifier specified';

/** AWS's ApiKey. What a key reaches is the matter of usage plans, so that it has no stages of its own. */
export function renderApiKey(key: ApiKey, value: string | null = null) {
  return {
    id: key.id,
    value,
    name: key.name,
    customerId: key.customerId,
    description: key.description,
    enabled: key.enabled,
    createdDate: key.createdDate,
    lastUpdatedDate: key.lastUpdatedDate,
    stageKeys: [],
    tags: Object.keys(key.tags).length > 0 ? key.tags : null,
  };
}

async function findApiKey(actor: Member, keyId: string): Promise<ApiKey> {
  const [key] = await listApiKeys.execute(actor, { limit: 1, after: null, keyId });
  if (!key) throw new AwsError('NotFoundException', unknownKey);
  return key;
}

function checkLength(value: string): void {
  if (value.length < keyValueLength.min) {
    throw badRequest(`API Key value should be at least ${keyValueLength.min} characters`);
  }
  if (value.length > keyValueLength.max) {
    throw badRequest(`API Key value exceeds maximum size of ${keyValueLength.max} characters`);
  }
}

export const apiKeyOperations = {
  CreateApiKey: operation(
    {
      name: text,
      description: text,
      enabled: flag,
      generateDistinctId: flag,
      value: text,
      stageKeys: z.array(z.strictObject({ restApiId: text, stageName: text })).nullish(),
      customerId: text,
      tags: textMap,
    },
    {
      exactness: {
        partial:
          'stageKeys has no effect, because keys reach stages through usage plans; a key without a name is called API key; a value has visible ASCII characters without space, comma and semicolon',
      },
      async run({ actor }, body) {
        if (body.value) checkLength(body.value);
        const made = await inAwsWords({ CONFLICT: 'API Key already exists' }, () =>
          createKey.execute(actor, {
            name: body.name || 'API key',
            description: body.description || null,
            enabled: body.enabled ?? false,
            ...(body.value && { value: body.value }),
            customerId: body.customerId || null,
            tags: body.tags ?? {},
          }),
        );
        return renderApiKey(await findApiKey(actor, made.id), made.value);
      },
    },
  ),

  GetApiKeys: operation({
    exactness: { partial: 'values that the workspace keeps as hashes are left out' },
    async run({ actor, query }) {
      const { limit, after } = pageOf(query);
      const rows = await listApiKeys.execute(actor, {
        ...{ limit: limit + 1, after },
        nameStart: query.get('name') ?? undefined,
        customerId: query.get('customerId') ?? undefined,
      });
      const page = rows.slice(0, limit);
      const isWhole = query.get('includeValues') === 'true';
      const values = isWhole ? await revealKeys.execute(actor, { keyIds: page.map(({ id }) => id) }) : null;
      const last = page.at(-1);
      return {
        item: page.map((key) => renderApiKey(key, values?.get(key.id))),
        position: rows.length > limit && last ? positionOf(last.id) : null,
      };
    },
  }),

  GetApiKey: operation({
    exactness: { partial: 'a value that the workspace keeps as a hash is left out' },
    async run({ actor, path, query }) {
      const key = await findApiKey(actor, path.api_Key ?? '');
      if (query.get('includeValue') !== 'true') return renderApiKey(key);
      return renderApiKey(key, (await revealKeys.execute(actor, { keyIds: [key.id] })).get(key.id));
    },
  }),

  UpdateApiKey: operation(patchOperations, {
    exactness: { partial: '/stages and /labels have no effect' },
    async run({ actor, path }, body) {
      const before = await findApiKey(actor, path.api_Key ?? '');
      const after = applyPatch(before, body.patchOperations, apiKeyPatches);
      await inAwsWords({ NOT_FOUND: unknownKey }, () =>
        updateKey.execute(actor, { keyId: before.id, ...changedMembers(before, after) }),
      );
      return renderApiKey(await findApiKey(actor, before.id));
    },
  }),

  DeleteApiKey: operation({
    async run({ actor, path }) {
      await inAwsWords({ NOT_FOUND: unknownKey }, () => deleteKey.execute(actor, { keyId: path.api_Key ?? '' }));
    },
  }),

  ImportApiKeys: operation({
    exactness: { partial: 'at most 1,000 keys of a file' },
    async run({ actor, query, bytes }) {
      if (query.get('format')?.toLowerCase() !== 'csv') throw badRequest('Invalid format specified. Must be csv');
      const keys = parseKeyFile(bytes.toString('utf8'));
      for (const { value } of keys) checkLength(value);
      const failOnWarnings = query.get('failonwarnings') === 'true';
      const { ids, warnings } = await importKeys.execute(actor, { keys, failOnWarnings });
      return { ids, warnings: warnings.length > 0 ? warnings : null };
    },
  }),
};
