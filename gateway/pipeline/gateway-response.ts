import { effectiveGatewayResponses, type EffectiveGatewayResponse } from '#core/gateway-responses/effective.ts';
import type { GatewayResponse } from '#core/gateway-responses/schema.ts';
import { headerName, headerValue, isFramingHeader } from '#core/mapping/header-value.ts';
import { parseSource, readSource } from '#core/mapping/parameter-source.ts';
import { headerValue as findHeader } from '#gateway/http/headers.ts';
import type { GatewayResponse as HttpResponse } from '#gateway/http/types.ts';
import { isRequestId } from '#gateway/integrations/answer-headers.ts';
import { gatewayErrors } from '../errors.ts';
import { contextVariables } from './context-variables.ts';
import type { Exchange, Failure } from './exchange.ts';
import { RequestInput } from './request-input.ts';

/** What answers a request that belongs to no API. */
const standardResponses = new Map(effectiveGatewayResponses([]).map((response) => [response.responseType, response]));

/**
 * The response that the gateway itself makes for a failure: the API's own of the type, else its DEFAULT_4XX or
 * DEFAULT_5XX, else AWS API Gateway's.
 */
export function renderFailure(exchange: Exchange, failure: Failure): HttpResponse {
  const responses = (exchange.side ?? exchange.stage?.stable)?.prepared.gatewayResponses ?? standardResponses;
  const chosen = responses.get(failure.type);
  const status = statusOf(chosen, failure);
  const { errorType, message } = gatewayErrors[failure.type];
  const rawHeaders = ['x-amzn-errortype', errorType];
  if (!chosen || chosen.source === 'standard') {
    const body = Buffer.from(JSON.stringify({ message: failure.message ?? message }));
    rawHeaders.push('content-type', 'application/json');
    return { status, rawHeaders, body, headLength: String(body.byteLength) };
  }
  const { contentType, text } = renderBody(exchange, chosen);
  const headers = mappedHeaders(exchange, chosen);
  if (!headers.some(([name]) => name.toLowerCase() === 'content-type')) headers.push(['content-type', contentType]);
  const body = Buffer.from(text);
  rawHeaders.push(...headers.flat());
  return { status, rawHeaders, body, headLength: String(body.byteLength) };
}

/** The status that the API sets, else that of this failure, else the type's own. */
function statusOf(chosen: EffectiveGatewayResponse | undefined, { type, status }: Failure): number {
  const set = Number(chosen?.statusCode ?? 0);
  if (status !== undefined && (chosen?.source === 'standard' || set === 0)) return status;
  // An informational status cannot end a response.
  if (set >= 200) return set;
  return type === 'DEFAULT_4XX' ? 400 : 500;
}

function renderBody(exchange: Exchange, { responseTemplates }: GatewayResponse): { contentType: string; text: string } {
  const accepted = findHeader(exchange.call.rawHeaders, 'accept')?.split(/[,;]/)[0]?.trim().toLowerCase();
  const names = Object.keys(responseTemplates);
  const contentType =
    names.find((name) => name.toLowerCase() === accepted) ??
    names.find((name) => name.toLowerCase() === 'application/json') ??
    names[0] ??
    '';
  const template = responseTemplates[contentType] ?? '';
  return { contentType, text: substitute(exchange, template, escaperFor(contentType)) };
}

/** Headers by `gatewayresponse.header.X` with static values and what can be read of the request. */
function mappedHeaders(exchange: Exchange, { responseParameters }: GatewayResponse): [string, string][] {
  const headers: [string, string][] = [];
  const input = new RequestInput(exchange);
  for (const [target, expression] of Object.entries(responseParameters)) {
    const name = headerName(target.replace(/^gatewayresponse\.header\./, ''));
    const parsed = parseSource(expression);
    if (
      name === null ||
      isFramingHeader(name) ||
      isRequestId(name.toLowerCase()) ||
      'problem' in parsed ||
      parsed.source.kind === 'body'
    )
      continue;
    for (const value of readSource(parsed.source, input)) headers.push([name, headerValue(value)]);
  }
  return headers;
}

const variable =
  /\$(?:(context|stageVariables)((?:\.[A-Za-z0-9_-]+)+)|\{(context|stageVariables)((?:\.[A-Za-z0-9_-]+)+)\})/g;

/**
 * Plain substitution of `$context.x.y` and `$stageVariables.x`: these templates are no VTL. Values are escaped for the
 * content type, since some come from the caller; `messageString` is JSON already.
 */
function substitute(exchange: Exchange, template: string, escape: (text: string) => string): string {
  if (!template.includes('$')) return template;
  const roots: Record<string, unknown> = {
    context: contextVariables(exchange),
    stageVariables: (exchange.side ?? exchange.stage?.stable)?.variables ?? {},
  };
  return template.replace(variable, (_, root?: string, path?: string, bracedRoot?: string, bracedPath?: string) => {
    const names = (path ?? bracedPath ?? '').slice(1).split('.');
    let value: unknown = roots[root ?? bracedRoot ?? ''];
    for (const name of names) {
      if (value === null || typeof value !== 'object' || !Object.hasOwn(value, name)) return '';
      value = (value as Record<string, unknown>)[name];
    }
    const text = value === null || typeof value === 'object' ? JSON.stringify(value) : String(value);
    return names.at(-1) === 'messageString' ? text : escape(text);
  });
}

function escaperFor(contentType: string): (text: string) => string {
  if (contentType.includes('json')) return (text) => JSON.stringify(text).slice(1, -1);
  if (/html|xml/.test(contentType))
    return (text) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
  return (text) => text;
}
