import { SluiceError } from '#core/errors.ts';
import type { RequestValidator } from '#core/models/schema.ts';
import { createValidator } from '../../validators/create-validator.ts';
import { deleteValidator } from '../../validators/delete-validator.ts';
import { getValidator } from '../../validators/get-validator.ts';
import { listValidators } from '../../validators/list-validators.ts';
import { updateValidator } from '../../validators/update-validator.ts';
import { badRequest, inAwsWords } from '../aws-error.ts';
import { changedMembers } from '../changed-members.ts';
import { flag, patchOperations, text } from '../members.ts';
import { type AwsCall, operation } from '../operation.ts';
import { listOf, pageOf } from '../page.ts';
import { applyPatch, flagOf, type Patch, type PatchTarget } from '../patch.ts';
import { withApi } from '../with-api.ts';

function named(name: string): string {
  if (name.trim() === '') throw badRequest('Request Validator name cannot be blank');
  return name;
}

/** A value that is left out is false (seen at AWS). */
const flagOrOff = (patch: Patch) => patch.value !== '' && flagOf(patch);

const validatorPatches: PatchTarget<RequestValidator>[] = [
  { path: '/name', ops: ['replace'], apply: (validator, { value }) => void (validator.name = named(value)) },
  {
    path: '/validateRequestParameters',
    ops: ['replace'],
    apply: (validator, patch) => void (validator.validateRequestParameters = flagOrOff(patch)),
  },
  {
    path: '/validateRequestBody',
    ops: ['replace'],
    apply: (validator, patch) => void (validator.validateRequestBody = flagOrOff(patch)),
  },
];

/** Runs an operation of one validator. An unknown API is answered as an unknown validator, as AWS does. */
function withValidator<Result>(
  { path }: AwsCall,
  run: (id: { apiId: string; requestValidatorId: string }) => Promise<Result>,
): Promise<Result> {
  const id = { apiId: path.restapi_id ?? '', requestValidatorId: path.requestvalidator_id ?? '' };
  return inAwsWords({ NOT_FOUND: 'Invalid Request Validator identifier specified' }, () => run(id));
}

export const requestValidatorOperations = {
  CreateRequestValidator: operation(
    { name: text, validateRequestBody: flag, validateRequestParameters: flag },
    {
      async run({ actor, path }, body) {
        const fields = {
          name: named(body.name ?? ''),
          validateRequestBody: body.validateRequestBody ?? false,
          validateRequestParameters: body.validateRequestParameters ?? false,
        };
        return createValidator.execute(actor, { apiId: path.restapi_id ?? '', ...fields }).catch((thrown: unknown) => {
          // AWS answers with another error here than everywhere else.
          if (thrown instanceof SluiceError && thrown.code === 'NOT_FOUND')
            throw badRequest('Invalid REST API identifier specified');
          throw thrown;
        });
      },
    },
  ),

  GetRequestValidators: operation({
    run: (call) =>
      withApi(call, async (apiId) => {
        const page = pageOf(call.query);
        const { items } = await listValidators.execute(call.actor, { apiId });
        return listOf(
          items,
          page,
          ({ id }) => id,
          (validator) => validator,
        );
      }),
  }),

  GetRequestValidator: operation({
    run: (call) => withValidator(call, (id) => getValidator.execute(call.actor, id)),
  }),

  UpdateRequestValidator: operation(patchOperations, {
    run: (call, body) =>
      withValidator(call, async (id) => {
        const before = await getValidator.execute(call.actor, id);
        const after = applyPatch(before, body.patchOperations, validatorPatches);
        return updateValidator.execute(call.actor, { ...id, ...changedMembers(before, after) });
      }),
  }),

  DeleteRequestValidator: operation({
    async run(call) {
      await withValidator(call, (id) => deleteValidator.execute(call.actor, id));
    },
  }),
};
