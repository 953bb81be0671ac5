import { headerName } from '../mapping/header-value.ts';
import { compileJsonPath } from '../mapping/jsonpath/parse.ts';
import { pathParameters } from '../resources/schema.ts';
import type { ProblemList } from './problem.ts';

const requestTarget = /^integration\.request\.(path|querystring|header)\.(.+)$/;
const requestSource = /^method\.request\.(path|querystring|header|multivaluequerystring|multivalueheader)\.(.+)$/;
const responseTarget = /^method\.response\.header\.(.+)$/;
const responseSource = /^integration\.response\.(?:header|multivalueheader)\.(.+)$/;
const gatewayTarget = /^gatewayresponse\.header\.(.+)$/;

/** The value of a mapping that needs no request and no response to be understood. */
function isPlainSource(source: string, problems: ProblemList): boolean {
  if (/^stageVariables\.[A-Za-z0-9_]+$/.test(source) || /^context\.[A-Za-z0-9_.\-[\]'"]+$/.test(source)) return true;
  if (!/^'[\s\S]*'$/.test(source) || source.length < 2) return false;
  if (/\p{Cc}/u.test(source))
    problems.error('bad-mapping', 'A static value cannot hold line breaks or other control characters.');
  return true;
}

/** `{prefix}` is the whole body, `{prefix}.` is followed by a JSONPath below the body. */
function isBodySource(source: string, prefix: string, problems: ProblemList): boolean {
  if (source === prefix) return true;
  if (!source.startsWith(`${prefix}.`)) return false;
  const rest = source.slice(prefix.length + 1);
  try {
    compileJsonPath(rest.startsWith('$') ? rest : `$.${rest}`);
  } catch (error) {
    problems.error(
      'bad-mapping',
      `The JSONPath of ${source} cannot be used: ${error instanceof Error ? error.message : ''}`,
    );
  }
  return true;
}

function checkHeaderName(name: string | undefined, problems: ProblemList): void {
  if (name !== undefined && headerName(name) === null)
    problems.error('bad-mapping', `"${name}" cannot be the name of a header.`);
}

/** Mappings from a method's request to its integration's request. */
export function checkRequestMappings(
  mappings: Readonly<Record<string, string>>,
  { path, declared }: { path: string; declared: Readonly<Record<string, boolean>> },
  problems: ProblemList,
): void {
  const inPath = new Set(pathParameters(path));
  for (const [target, source] of Object.entries(mappings)) {
    const list = problems.at(target);
    const to = requestTarget.exec(target);
    if (!to) {
      list.error(
        'bad-mapping',
        `${target} is no target: write integration.request.header.name, .querystring.name or .path.name.`,
      );
      continue;
    }
    if (to[1] === 'header') checkHeaderName(to[2], list);
    if (isPlainSource(source, list) || isBodySource(source, 'method.request.body', list)) continue;
    const from = requestSource.exec(source);
    if (!from) {
      list.error(
        'bad-mapping',
        `${source} is no source: write method.request.header.name, stageVariables.name, context.name or 'text'.`,
      );
    } else if (from[1] === 'path') {
      if (!inPath.has(from[2] ?? ''))
        list.error('unknown-path-parameter', `${path} has no path parameter {${from[2]}}.`);
    } else if (!Object.hasOwn(declared, `method.request.${from[1]?.replace('multivalue', '')}.${from[2]}`)) {
      list.warn(
        'undeclared-parameter',
        `${source} is not among the method's request parameters. AWS would refuse the mapping.`,
      );
    }
  }
}

/** Mappings from an integration's response to the method's response. */
export function checkResponseMappings(mappings: Readonly<Record<string, string>>, problems: ProblemList): void {
  for (const [target, source] of Object.entries(mappings)) {
    const list = problems.at(target);
    const to = responseTarget.exec(target);
    if (!to) {
      list.error('bad-mapping', `${target} is no target: write method.response.header.name.`);
      continue;
    }
    checkHeaderName(to[1], list);
    const known =
      isPlainSource(source, list) ||
      isBodySource(source, 'integration.response.body', list) ||
      responseSource.test(source);
    if (!known) {
      list.error(
        'bad-mapping',
        `${source} is no source: write integration.response.header.name, stageVariables.name, context.name or 'text'.`,
      );
    }
  }
}

/** Headers of a gateway response, which sees the caller's request but no integration. */
export function checkGatewayResponseMappings(mappings: Readonly<Record<string, string>>, problems: ProblemList): void {
  for (const [target, source] of Object.entries(mappings)) {
    const list = problems.at(target);
    const to = gatewayTarget.exec(target);
    if (!to) {
      list.error('bad-mapping', `${target} is no target: write gatewayresponse.header.name.`);
      continue;
    }
    checkHeaderName(to[1], list);
    if (isPlainSource(source, list) || isBodySource(source, 'method.request.body', list) || requestSource.test(source))
      continue;
    list.error(
      'bad-mapping',
      `${source} is no source: write method.request.header.name, stageVariables.name, context.name or 'text'.`,
    );
  }
}
