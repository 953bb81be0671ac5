import { apiIdInput } from '#core/apis/input.ts';
import { designLocations } from '#core/documentation/design-locations.ts';
import { placeOf } from '#core/documentation/location.ts';
import { findApi } from '../apis/find-api.ts';
import { readDraft } from '../apis/load-design.ts';
import { query } from '../query.ts';

/** The places of an API that no documentation part is about. */
export const listUndocumented = query({
  permission: 'apis.read',
  input: apiIdInput,
  async run({ db, actor }, { apiId }) {
    await findApi(db, actor.workspaceId, apiId);
    const { design } = await readDraft(db, apiId);
    const documented = new Set(design.documentationParts.map(({ location }) => placeOf(location)));
    return designLocations(design).filter((location) => !documented.has(placeOf(location)));
  },
});
