import { validatorIdInput } from '#core/models/input.ts';
import { findApi } from '../apis/find-api.ts';
import { query } from '../query.ts';
import { findValidator } from './find-validator.ts';

export const getValidator = query({
  permission: 'apis.read',
  input: validatorIdInput,
  async run({ db, actor }, input) {
    await findApi(db, actor.workspaceId, input.apiId);
    return findValidator(db, input);
  },
});
