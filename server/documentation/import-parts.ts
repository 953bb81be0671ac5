import { importPartsInput } from '#core/documentation/input.ts';
import { placeOf } from '#core/documentation/location.ts';
import { documentationPartOf } from '../apis/design-rows.ts';
import { touchDraft } from '../apis/touch-draft.ts';
import { mutation } from '../mutation.ts';
import { newId } from '../new-id.ts';

/** Brings in the parts of a description. Laid over, a part takes the place of the one that is there, and its id. */
export const importParts = mutation({
  permission: 'apis.write',
  input: importPartsInput,
  audit: { action: 'import-documentation', target: 'api' },
  async run({ tx, actor }, { apiId, parts, mode }) {
    const api = await touchDraft(tx, actor.workspaceId, apiId);
    const there = (await tx.documentationPart.findMany({ where: { apiId } })).map(documentationPartOf);
    const idAt = new Map(mode === 'merge' ? there.map(({ id, location }) => [placeOf(location), id]) : []);
    const written = new Map(
      parts.map(({ location, properties }) => {
        const place = placeOf(location);
        return [place, { id: idAt.get(place) ?? newId(), location, properties }] as const;
      }),
    );
    const rows = [...written.values()];
    const ids = rows.map(({ id }) => id);
    await tx.documentationPart.deleteMany({ where: { apiId, ...(mode === 'merge' && { id: { in: ids } }) } });
    await tx.documentationPart.createMany({ data: rows.map((row) => ({ ...row, apiId })) });
    return { result: { ids }, changed: { id: apiId, name: api.name, apiId, after: { mode, parts: ids.length } } };
  },
});
