import type { ChangedObject, DesignChange, FieldChange } from './design-change.ts';

/**
 * Why a caller that works today may fail after a change, in one sentence; null when the change is safe for callers as far
 * as the design tells. What a backend does with a request is out of sight here.
 */
export function breakingReason(
  kind: DesignChange['kind'],
  object: ChangedObject,
  fields: readonly FieldChange[],
): string | null {
  if (object === 'method')
    return kind === 'removed' ? 'Callers of this method will get 403 or 404.' : firstReason(fields, methodReason);
  if (object === 'api') return firstReason(fields, apiReason);
  if (object === 'request-validator') return kind === 'changed' ? firstReason(fields, validatorReason) : null;
  if (object === 'model') return kind === 'changed' ? firstReason(fields, modelReason) : null;
  return null;
}

function firstReason(fields: readonly FieldChange[], reasonOf: (change: FieldChange) => string | null): string | null {
  for (const change of fields) {
    const reason = reasonOf(change);
    if (reason !== null) return reason;
  }
  return null;
}

function methodReason({ field, before, after }: FieldChange): string | null {
  if (field === 'apiKeyRequired' && after === true) return 'Callers without an API key will get 403.';
  if (field === 'authorizationType' && after !== 'NONE') return 'Callers without authorization will be refused.';
  if (field === 'authorizationScopes') return 'Callers whose tokens lack the scopes will be refused.';
  if (field === 'requestValidator' && after !== null) return 'Requests that do not pass the validator will get 400.';
  if (field.startsWith('requestParameters.') && after === true) {
    return `The parameter ${field.slice('requestParameters.method.request.'.length)} becomes required.`;
  }
  if (field.startsWith('requestModels.') && after !== null) return 'Request bodies are checked against another model.';
  if (/^methodResponses\.\d+$/.test(field) && after === null)
    return `The response ${field.slice('methodResponses.'.length)} is gone.`;
  if (/^methodResponses\.\d+\.responseModels\./.test(field) && before !== null) return 'Responses have another model.';
  if (/^methodResponses\.\d+\.responseParameters\./.test(field) && after === null) return 'A response header is gone.';
  return null;
}

function apiReason({ field, after }: FieldChange): string | null {
  if (field === 'disableExecuteApiEndpoint' && after === true) return 'Callers of the default address will be refused.';
  if (field === 'policy' && after !== null) return 'Callers that the resource policy does not allow will be refused.';
  if (field === 'apiKeySource') return 'API keys are read from another place.';
  if (field === 'behavior') return 'Errors have other status codes and texts.';
  return null;
}

function validatorReason({ after }: FieldChange): string | null {
  return after === true ? 'Requests that were not checked before may get 400.' : null;
}

/** A model is narrowed by a new required member, a type, a bound or an enumeration; additions to `properties` are safe. */
function modelReason({ field, before, after }: FieldChange): string | null {
  const keyword = field.split('.').at(-1) ?? '';
  if (keyword === 'required') {
    const known = new Set(Array.isArray(before) ? before : []);
    const added = Array.isArray(after) ? after.filter((name) => !known.has(name)) : [];
    return added.length > 0 ? `${added.join(', ')} becomes required.` : null;
  }
  if (
    /^(type|enum|const|pattern|format|(min|max|exclusiveM|multiple)\w*|additionalProperties)$/.test(keyword) &&
    after !== null
  ) {
    return `The model's ${field.replace(/^schema\./, '')} is another one.`;
  }
  return /(^|\.)properties\.[^.]+$/.test(field) && after === null ? `The member ${keyword} is gone.` : null;
}
