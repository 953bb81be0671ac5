import { createPartInput } from '#core/documentation/input.ts';
import { describeLocation, placeOf } from '#core/documentation/location.ts';
import { SluiceError } from '#core/errors.ts';
import { documentationPartOf } from '../apis/design-rows.ts';
import { touchDraft } from '../apis/touch-draft.ts';
import { mutation } from '../mutation.ts';
import { newId } from '../new-id.ts';

/** Documents a place of an API. Each place has one part. */
export const createPart = mutation({
  permission: 'apis.write',
  input: createPartInput,
  audit: { action: 'create', target: 'documentation-part' },
  async run({ tx, actor }, { apiId, location, properties }) {
    await touchDraft(tx, actor.workspaceId, apiId);
    const others = await tx.documentationPart.findMany({
      where: { apiId, location: { path: ['type'], equals: location.type } },
    });
    const name = describeLocation(location);
    if (others.some((row) => placeOf(documentationPartOf(row).location) === placeOf(location))) {
      throw new SluiceError('CONFLICT', `Documentation part already exists for the specified location: ${name}.`);
    }
    const part = { id: newId(), location, properties };
    await tx.documentationPart.create({ data: { ...part, apiId } });
    return { result: part, changed: { id: part.id, name, apiId, after: part } };
  },
});
