import {
  Archive,
  ClipboardCheck,
  KeyRound,
  type LucideIcon,
  Monitor,
  PackageCheck,
  ServerCog,
  ShieldCheck,
  UserCheck,
} from 'lucide-react';
import { parseRequestParameter } from '#core/methods/schema.ts';
import type { Box } from '../resources/use-place.ts';
import { functionOf, splitAwsUri } from './aws-uri-parts.ts';
import { integrationKinds, isProxy, kindOf } from './integration-kinds.ts';
import type { LoadedMethod } from './use-method-draft.ts';

/** One line of a box; with an icon it is a step that is on. */
export type FlowLine = { text: string; icon?: LucideIcon; mono?: boolean };
export type FlowBox = { id: Box | 'client'; title: string; icon: LucideIcon; lines: FlowLine[] };

export interface FlowNames {
  /** The name of the method's authorizer; undefined while it is not known. */
  authorizer?: string;
  validator?: { validateRequestBody: boolean; validateRequestParameters: boolean };
}

const count = (number: number, noun: string) => (number === 1 ? `1 ${noun}` : `${number} ${noun}s`);

function validationText({ requestParameters }: LoadedMethod, { validator }: FlowNames): string {
  const required = Object.entries(requestParameters).filter(([name, on]) => on && parseRequestParameter(name));
  const parts = [
    validator?.validateRequestBody ? 'body' : null,
    !validator || validator.validateRequestParameters ? count(required.length, 'parameter') : null,
  ].filter((part) => part !== null);
  return `Validates ${parts.join(', ') || 'nothing'}`;
}

/** The steps that a request passes before its integration, in their order; what is off is left out. */
function requestLines(method: LoadedMethod, names: FlowNames): FlowLine[] {
  const { authorizationType: type, authorizationScopes: scopes } = method;
  const lines: FlowLine[] = [];
  if (type === 'AWS_IAM') lines.push({ icon: UserCheck, text: 'Signed with AWS IAM' });
  else if (type !== 'NONE') {
    lines.push({ icon: UserCheck, text: `Authorizer ${names.authorizer ?? type}` });
    if (scopes.length > 0) lines.push({ text: `with ${count(scopes.length, 'scope')}` });
  }
  if (method.apiKeyRequired) lines.push({ icon: KeyRound, text: 'API key required' });
  if (method.requestValidatorId) lines.push({ icon: ClipboardCheck, text: validationText(method, names) });
  return lines.length > 0 ? lines : [{ text: 'Open to everybody' }, { text: 'Nothing is validated' }];
}

function backendText({ uri }: { uri: string | null }): string {
  const functionArn = functionOf(uri);
  if (functionArn !== null)
    return functionArn.replace(/^arn:[^:]*:lambda:[^:]*:[^:]*:function:/, '') || 'No function yet';
  const service = splitAwsUri(uri);
  if (service) return `${[service.subdomain, service.service].filter(Boolean).join('.')} ${service.target}`;
  return uri ?? 'No URL yet';
}

function integrationLines({ integration }: LoadedMethod): FlowLine[] {
  if (!integration) return [{ text: 'None yet' }];
  const kind = kindOf(integration);
  if (kind === 'MOCK') return [{ text: 'MOCK', mono: true }, { text: 'Answers by itself' }];
  const isHttp = kind === 'HTTP' || kind === 'HTTP_PROXY';
  const label = integrationKinds.find(({ value }) => value === kind)?.label ?? kind;
  const cached = integration.cacheKeyParameters.length;
  return [
    isHttp ? { text: `${kind} ${integration.httpMethod ?? ''}`.trim(), mono: true } : { text: label },
    { text: backendText(integration), mono: true },
    { text: `${(integration.timeoutInMillis / 1000).toLocaleString('en-US')} s at most` },
    ...(cached > 0 ? [{ icon: Archive, text: `Cache key of ${count(cached, 'parameter')}` }] : []),
  ];
}

function responseLines({ integration, methodResponses }: LoadedMethod): FlowLine[] {
  if (isProxy(integration)) {
    const declared = methodResponses.map(({ statusCode }) => statusCode).join(', ');
    return [{ text: 'Passed through' }, ...(declared ? [{ text: declared, mono: true }] : [])];
  }
  const statuses = integration?.integrationResponses.map(({ statusCode }) => statusCode) ?? [];
  if (statuses.length === 0) return [{ text: 'No response yet' }];
  return [{ text: count(statuses.length, 'response') }, { text: statuses.join(', '), mono: true }];
}

/** How a request to the method is executed, as boxes in its order. */
export function flowBoxes(method: LoadedMethod, names: FlowNames): FlowBox[] {
  const client = [{ text: method.httpMethod }, { text: method.path, mono: true }];
  return [
    { id: 'client', title: 'Client', icon: Monitor, lines: client },
    { id: 'request', title: 'Request', icon: ShieldCheck, lines: requestLines(method, names) },
    { id: 'integration', title: 'Integration', icon: ServerCog, lines: integrationLines(method) },
    { id: 'response', title: 'Response', icon: PackageCheck, lines: responseLines(method) },
  ];
}
