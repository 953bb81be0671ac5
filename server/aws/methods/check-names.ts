import { SluiceError } from '#core/errors.ts';
import { parseRequestParameter } from '#core/methods/schema.ts';
import { listModelNames } from '../../models/list-model-names.ts';
import { AwsError, badRequest } from '../aws-error.ts';
import { mappingError } from '../mapping-error.ts';
import type { AwsCall } from '../operation.ts';

const parameterName = /^[a-zA-Z0-9._$-]+$/;
const nameRule = 'Parameter name should match the following regular expression: ^[a-zA-Z0-9._$-]+$';

/** Refuses request parameters that a method cannot have. */
export function checkRequestParameters(parameters: Readonly<Record<string, boolean>>): void {
  const names = Object.keys(parameters).map((expression) => {
    const parameter = parseRequestParameter(expression);
    if (!parameter) throw mappingError([`Invalid mapping expression specified: ${expression}`]);
    if (!parameterName.test(parameter.name)) throw mappingError([nameRule]);
    return parameter.name;
  });
  if (new Set(names).size < names.length) {
    throw badRequest('Parameter names must be unique across querystring, header and path');
  }
}

/** Refuses response parameters that are no headers. */
export function checkResponseParameters(parameters: Readonly<Record<string, boolean>>): void {
  for (const expression of Object.keys(parameters)) {
    const name = /^method\.response\.header\.(.+)$/.exec(expression)?.[1];
    if (name === undefined) throw mappingError([`Invalid mapping expression specified: ${expression}`]);
    if (!parameterName.test(name)) throw mappingError([nameRule]);
  }
}

/** Refuses templates of what is no content type. */
export function checkContentTypes(templates: Readonly<Record<string, string>>): void {
  const wrong = Object.keys(templates).filter((type) => !/^[^\s/]+\/[^\s/].*$/.test(type));
  if (wrong.length === 0) return;
  const errors = wrong.map((type) => `Invalid content type specified: ${type}`);
  throw badRequest(`Validation Result: warnings : [], errors : [${errors.join(', ')}]`);
}

/** Refuses models that the API does not have, by content type. `before` are those that the object named already. */
export async function checkModels(
  call: AwsCall,
  models: Readonly<Record<string, string>>,
  before: Readonly<Record<string, string>> = {},
): Promise<void> {
  const named = Object.values(before);
  const wanted = Object.values(models).filter((name) => !named.includes(name));
  if (wanted.length === 0) return;
  const known = new Set(await modelNames(call));
  const unknown = wanted.find((name) => !known.has(name));
  if (unknown !== undefined) throw badRequest(`Invalid model identifier specified: ${unknown}`);
}

async function modelNames({ actor, path }: AwsCall): Promise<string[]> {
  try {
    return await listModelNames.execute(actor, { apiId: path.restapi_id });
  } catch (thrown) {
    // An API that does not exist has no resources: AWS names what is looked for first.
    if (!(thrown instanceof SluiceError) || thrown.code !== 'NOT_FOUND') throw thrown;
    throw new AwsError('NotFoundException', 'Invalid Resource identifier specified');
  }
}
