import type { Integration, IntegrationResponse } from '#core/integrations/schema.ts';
import { linearRegex } from '#core/mapping/linear-regex.ts';
import { compileRequestMapping, compileResponseMapping } from '#core/mapping/parameter-mapping.ts';
import type { MappingProblem, RequestMapping, ResponseMapping } from '#core/mapping/parameter-mapping.ts';
import { compileStageText, type StageText } from '#core/mapping/stage-variables.ts';
import { compileTemplate, type Template } from '#core/mapping/template.ts';
import { mediaTypeOf } from './media-type.ts';

/** Templates by media type; null for one that lets the payload through as it is. */
export type Templates = ReadonlyMap<string, Template | null>;

export type PreparedResponse = {
  readonly response: IntegrationResponse;
  readonly status: number;
  /** Its pattern is `.*`, with which AWS API Gateway marks a default that stands before the one without a pattern. */
  readonly isCatchAll: boolean;
  /** Whether it is chosen for a status or error text; null for the default response. */
  readonly selects: ((text: string) => boolean) | null;
  readonly mapping: ResponseMapping;
  readonly templates: Templates;
};

/** An integration with its templates, mappings and patterns compiled. */
export type PreparedIntegration = {
  readonly integration: Integration;
  /** Null for MOCK. */
  readonly uri: StageText | null;
  /** A role's ARN, of AWS integrations. */
  readonly credentials: StageText | null;
  /** The URI names an AWS service. */
  readonly isAws: boolean;
  readonly requestTemplates: Templates;
  readonly requestMapping: RequestMapping;
  /** Nothing of the request is changed but the place it goes to. */
  readonly isPlainProxy: boolean;
  readonly responses: readonly PreparedResponse[];
};

/**
 * Compiles an integration.
 * @throws Error in words for the API's author when a part of it does not compile, or this gateway cannot run it
 */
export function prepareIntegration(integration: Integration): PreparedIntegration {
  const { type, uri } = integration;
  const isAws = type === 'AWS' || type === 'AWS_PROXY';
  if (type !== 'MOCK' && !uri) throw new Error(`An ${type} integration needs a URI.`);
  const { mapping, problems } = compileRequestMapping(integration.requestParameters);
  refuseProblems(problems);
  const mapped = mapping.header.length + mapping.querystring.length + mapping.path.filter(changesParameter).length;
  return {
    integration,
    uri: type === 'MOCK' ? null : compileStageText(uri ?? ''),
    credentials: isAws && integration.credentials !== null ? compileStageText(integration.credentials) : null,
    isAws,
    requestTemplates: prepareTemplates(integration.requestTemplates),
    requestMapping: mapping,
    isPlainProxy: type === 'HTTP_PROXY' && mapped === 0,
    responses: integration.integrationResponses.map(prepareResponse),
  };
}

/** A path mapping from the request's path parameter of the same name is what happens anyway. */
function changesParameter({ name, source }: RequestMapping['path'][number]): boolean {
  return !(source.kind === 'request' && source.location === 'path' && source.name === name);
}

function prepareResponse(response: IntegrationResponse): PreparedResponse {
  const { mapping, problems } = compileResponseMapping(response.responseParameters);
  refuseProblems(problems);
  const pattern = response.selectionPattern;
  const regex = pattern ? linearRegex(pattern) : null;
  return {
    response,
    status: Number(response.statusCode),
    isCatchAll: pattern === '.*',
    selects: regex && ((text) => regex.matches(text)),
    mapping,
    templates: prepareTemplates(response.responseTemplates),
  };
}

/** AWS API Gateway passes a payload through an empty template, which its exports write as `__passthrough__`. */
function passesThrough(source: string): boolean {
  return source === '' || source === '__passthrough__';
}

function prepareTemplates(templates: Readonly<Record<string, string>>): Templates {
  const prepared = new Map<string, Template | null>();
  for (const [contentType, source] of Object.entries(templates)) {
    const mediaType = mediaTypeOf(contentType);
    if (passesThrough(source)) {
      prepared.set(mediaType, null);
      continue;
    }
    const result = compileTemplate(source);
    if ('problems' in result) {
      const [first] = result.problems;
      throw new Error(`Template for ${contentType}, line ${first?.line}, column ${first?.column}: ${first?.message}`);
    }
    prepared.set(mediaType, result.template);
  }
  return prepared;
}

function refuseProblems(problems: MappingProblem[]): void {
  const [first] = problems;
  if (first) throw new Error(`Parameter mapping ${first.target}: ${first.message}`);
}

/** The integration response for a status or error text: the first whose pattern matches all of it, else the default. */
export function selectResponse(responses: readonly PreparedResponse[], text: string): PreparedResponse | null {
  return (
    responses.find(({ selects, isCatchAll }) => !isCatchAll && selects?.(text)) ??
    responses.find(({ isCatchAll }) => isCatchAll) ??
    responses.find(({ selects }) => selects === null) ??
    null
  );
}
