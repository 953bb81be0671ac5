import type { Integration } from '../integrations/schema.ts';
import { compileTemplate } from '../mapping/template.ts';
import { linearRegex } from '../mapping/linear-regex.ts';
import type { Method } from '../methods/schema.ts';
import { pathParameters } from '../resources/schema.ts';
import { checkRequestMappings, checkResponseMappings } from './check-mappings.ts';
import { checkUri, uriParameters } from './check-uri.ts';
import type { ProblemList } from './problem.ts';

/** Checks a method's integration and gives it as a node runs it. */
export function compileIntegration(
  integration: Integration,
  method: Method,
  path: string,
  problems: ProblemList,
): Integration {
  if (integration.type === 'AWS' || integration.type === 'AWS_PROXY') {
    problems
      .at('type')
      .error(
        'integration-not-supported',
        `This version of the gateway cannot call AWS services (${integration.type}) yet. Use HTTP, HTTP_PROXY or MOCK.`,
      );
    return integration;
  }
  if (integration.connectionType === 'VPC_LINK') {
    problems
      .at('connectionType')
      .error(
        'integration-not-supported',
        'This version of the gateway has no VPC links yet. Nodes reach a private backend by its URL.',
      );
  }
  checkRequestMappings(
    integration.requestParameters,
    { path, declared: method.requestParameters },
    problems.at('requestParameters'),
  );
  if (integration.type !== 'HTTP_PROXY') {
    checkTemplates(integration.requestTemplates, problems.at('requestTemplates'));
    checkResponses(integration, method, problems.at('integrationResponses'));
  }
  if (integration.type === 'MOCK') return integration;
  checkUri(integration.uri, problems.at('uri'));
  if (!integration.httpMethod) {
    problems
      .at('httpMethod')
      .error('bad-uri', 'The integration needs the HTTP method with which the backend is called.');
  }
  return { ...integration, requestParameters: withPathParameters(integration, path, problems.at('uri')) };
}

/**
 * The request mappings with one for each path parameter of the URI that has none: AWS's console writes them on saving, so a
 * `{petId}` in both paths is meant to be the same.
 */
function withPathParameters(integration: Integration, path: string, problems: ProblemList): Record<string, string> {
  const mappings = { ...integration.requestParameters };
  const inPath = new Set(pathParameters(path));
  for (const name of uriParameters(integration.uri ?? '')) {
    const target = `integration.request.path.${name}`;
    if (Object.hasOwn(mappings, target)) continue;
    if (inPath.has(name)) mappings[target] = `method.request.path.${name}`;
    else
      problems.error(
        'unknown-path-parameter',
        `The backend URL takes {${name}}, but nothing is mapped to it and ${path} has no such parameter.`,
      );
  }
  return mappings;
}

function checkTemplates(templates: Readonly<Record<string, string>>, problems: ProblemList): void {
  for (const [contentType, source] of Object.entries(templates)) {
    const compiled = compileTemplate(source);
    if (!('problems' in compiled)) continue;
    for (const { message, line, column } of compiled.problems) {
      problems.at(contentType).error('bad-template', `Line ${line}, column ${column}: ${message}`);
    }
  }
}

function checkResponses(integration: Integration, method: Method, problems: ProblemList): void {
  const declared = new Set(method.methodResponses.map((response) => response.statusCode));
  const seen = new Set<string>();
  let hasDefault = false;
  for (const [index, response] of integration.integrationResponses.entries()) {
    const list = problems.at(index);
    if (seen.has(response.statusCode)) {
      list.error('duplicate-response', `There are two integration responses for status ${response.statusCode}.`);
    }
    seen.add(response.statusCode);
    if (!declared.has(response.statusCode)) {
      list.warn(
        'unknown-method-response',
        `The method has no response ${response.statusCode}, so callers are not told of it. Add it to the method's responses.`,
      );
    }
    if (response.selectionPattern) checkPattern(response.selectionPattern, list.at('selectionPattern'));
    else hasDefault = true;
    checkResponseMappings(response.responseParameters, list.at('responseParameters'));
    checkTemplates(response.responseTemplates, list.at('responseTemplates'));
  }
  if (!hasDefault) {
    problems.warn(
      'no-default-response',
      'No integration response is the default, so an answer that matches no pattern becomes a 500.',
    );
  }
}

/** Patterns run on a linear-time engine, which has no look-around and no back references. */
export function checkPattern(pattern: string, problems: ProblemList): void {
  try {
    linearRegex(pattern);
  } catch (error) {
    problems.error('bad-regex', error instanceof Error ? error.message : 'The regular expression is not valid.');
  }
}
