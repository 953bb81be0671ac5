import type { Integration } from '../integrations/schema.ts';
import { compileTemplate } from '../mapping/template.ts';
import { linearRegex } from '../mapping/linear-regex.ts';
import type { Method } from '../methods/schema.ts';
import { pathParameters } from '../resources/schema.ts';
import { checkRequestMappings, checkResponseMappings } from './check-mappings.ts';
import { checkAws } from './check-aws-uri.ts';
import { checkUri, uriParameters } from './check-uri.ts';
import type { ProblemList } from './problem.ts';

/** Checks that a node can run a method's integration, all of it. */
export function checkIntegration(integration: Integration, method: Method, path: string, problems: ProblemList): void {
  const { type, uri } = integration;
  const isAws = type === 'AWS' || type === 'AWS_PROXY';
  if (integration.connectionType === 'VPC_LINK') checkVpcLink(problems.at('connectionType'), isAws);
  const declared = method.requestParameters;
  checkRequestMappings(integration.requestParameters, { path, declared }, problems.at('requestParameters'));
  checkTemplates(integration.requestTemplates, problems.at('requestTemplates'));
  checkResponses(integration, method, problems.at('integrationResponses'));
  if (type === 'MOCK') return;
  if (isAws) checkAws(integration, problems);
  else checkUri(uri, problems.at('uri'));
  checkUriParameters(integration, path, problems.at('uri'));
  if (!integration.httpMethod && type !== 'AWS_PROXY') {
    problems
      .at('httpMethod')
      .error('bad-uri', 'The integration needs the HTTP method with which the backend is called.');
  }
}

function checkVpcLink(problems: ProblemList, isAws: boolean): void {
  if (isAws) {
    problems.error('integration-not-supported', 'AWS services are not called through a VPC link. Choose INTERNET.');
    return;
  }
  problems.warn(
    'integration-not-supported',
    'A node reaches the backend by its URL, not through the VPC link: its address must be one that the workspace allows.',
  );
}

/** Every parameter of the URI is mapped, or is a path parameter of the same name. */
function checkUriParameters(integration: Integration, path: string, problems: ProblemList): void {
  const inPath = new Set(pathParameters(path));
  for (const name of uriParameters(integration.uri ?? '')) {
    if (inPath.has(name) || Object.hasOwn(integration.requestParameters, `integration.request.path.${name}`)) continue;
    const message = `The backend URL takes {${name}}, but nothing is mapped to it and ${path} has no such parameter.`;
    problems.error('unknown-path-parameter', message);
  }
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
  const isProxy = integration.type === 'HTTP_PROXY' || integration.type === 'AWS_PROXY';
  for (const [index, response] of integration.integrationResponses.entries()) {
    const list = problems.at(index);
    if (seen.has(response.statusCode)) {
      list.error('duplicate-response', `There are two integration responses for status ${response.statusCode}.`);
    }
    seen.add(response.statusCode);
    if (!declared.has(response.statusCode) && !isProxy) {
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
  if (!hasDefault && !isProxy) {
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
