import { type Integration, mockIntegration } from '#core/integrations/schema.ts';
import { pathParameters } from '#core/resources/schema.ts';
import { freshAwsUriParts, functionOf, lambdaUri, joinAwsUri } from './aws-uri-parts.ts';
import type { LoadedMethod } from './use-method-draft.ts';

/** What a person chooses between: the integration types, with a function that is called in the form of its own apart. */
export type IntegrationKind = 'HTTP_PROXY' | 'HTTP' | 'AWS_PROXY' | 'LAMBDA' | 'AWS' | 'MOCK';

export const integrationKinds: { value: IntegrationKind; label: string; hint: string }[] = [
  { value: 'HTTP_PROXY', label: 'HTTP proxy', hint: 'Passes request and response through to a backend.' },
  { value: 'HTTP', label: 'HTTP', hint: 'Calls a backend with a mapped request, and maps its response.' },
  { value: 'AWS_PROXY', label: 'Lambda proxy', hint: 'Hands a function the whole request; the function answers it.' },
  { value: 'LAMBDA', label: 'Lambda', hint: 'Hands a function what a template makes, and maps its result.' },
  { value: 'AWS', label: 'AWS service', hint: 'Calls an action or a path of a service, signed for you.' },
  { value: 'MOCK', label: 'Mock', hint: 'Answers by itself, from a template.' },
];

export function kindOf({ type, uri }: Integration): IntegrationKind {
  return type === 'AWS' && functionOf(uri) !== null ? 'LAMBDA' : type;
}

/** Whether the backend's answer goes to the caller as it is. */
export function isProxy(integration: Integration | null): boolean {
  return integration?.type === 'HTTP_PROXY' || integration?.type === 'AWS_PROXY';
}

/** Whether the backend is a URL rather than a service of AWS. */
function isHttp(kind: IntegrationKind): boolean {
  return kind === 'HTTP' || kind === 'HTTP_PROXY';
}

function uriOf(kind: IntegrationKind, current: Integration): string | null {
  const before = kindOf(current);
  if (kind === 'MOCK') return null;
  if (isHttp(kind)) return isHttp(before) ? current.uri : null;
  if (kind === 'AWS') return before === 'AWS' ? current.uri : joinAwsUri(freshAwsUriParts);
  return lambdaUri(functionOf(current.uri) ?? '');
}

/** The integration of another kind, keeping what both have. */
export function integrationOfKind(
  current: Integration | null,
  kind: IntegrationKind,
  method: Pick<LoadedMethod, 'path' | 'httpMethod'>,
): Integration {
  const base = current ?? mockIntegration();
  const uri = uriOf(kind, base);
  if (kind === 'MOCK') {
    const { requestTemplates } = mockIntegration();
    return { ...base, type: 'MOCK', uri, httpMethod: null, requestParameters: {}, requestTemplates };
  }
  const wasHttp = isHttp(kindOf(base));
  const parameters = pathParameters(method.path).map((name) => [
    `integration.request.path.${name}`,
    `method.request.path.${name}`,
  ]);
  const requestTemplates = base.type === 'MOCK' ? {} : base.requestTemplates;
  if (isHttp(kind)) {
    return {
      ...base,
      type: kind === 'HTTP' ? 'HTTP' : 'HTTP_PROXY',
      uri,
      httpMethod: wasHttp ? base.httpMethod : method.httpMethod,
      requestParameters: wasHttp ? base.requestParameters : Object.fromEntries(parameters),
      requestTemplates,
    };
  }
  return {
    ...base,
    type: kind === 'AWS_PROXY' ? 'AWS_PROXY' : 'AWS',
    uri,
    // Functions are invoked, and actions called, with POST.
    httpMethod: 'POST',
    requestParameters: wasHttp ? {} : base.requestParameters,
    requestTemplates,
  };
}
