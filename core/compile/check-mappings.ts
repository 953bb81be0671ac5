import { headerName, isFramingHeader, isReservedHeader } from '../mapping/header-value.ts';
import {
  compileRequestMapping,
  compileResponseMapping,
  type MappingProblem,
  type RequestMapping,
} from '../mapping/parameter-mapping.ts';
import { isContextName } from '../mapping/context-names.ts';
import { type ParameterSource, parseSource } from '../mapping/parameter-source.ts';
import { pathParameters } from '../resources/schema.ts';
import type { ProblemList } from './problem.ts';

/** Checks the mappings from a method's request to its integration's request. */
export function checkRequestMappings(
  mappings: Readonly<Record<string, string>>,
  { path, declared }: { path: string; declared: Readonly<Record<string, boolean>> },
  problems: ProblemList,
): void {
  const { mapping, problems: found } = compileRequestMapping(mappings);
  addProblems(found, problems);
  const inPath = new Set(pathParameters(path));
  for (const { name } of mapping.header) {
    if (!isReservedHeader(name)) continue;
    problems
      .at(`integration.request.header.${name}`)
      .warn(
        'reserved-header',
        `The gateway writes the header ${name} itself, so the mapping has no effect. AWS would refuse it.`,
      );
  }
  for (const [target, { source }] of targetsOf(mapping)) {
    checkContext(source, problems.at(target));
    if (source.kind !== 'request') continue;
    const location = source.location.replace('multivalue', '');
    if (location === 'path') {
      if (!inPath.has(source.name)) {
        problems.at(target).error('unknown-path-parameter', `${path} has no path parameter {${source.name}}.`);
      }
    } else if (!Object.hasOwn(declared, `method.request.${location}.${source.name}`)) {
      problems
        .at(target)
        .warn(
          'undeclared-parameter',
          `${location} ${source.name} is not among the method's request parameters. AWS would refuse the mapping.`,
        );
    }
  }
}

function targetsOf({ header, querystring, path }: RequestMapping): [string, RequestMapping['header'][number]][] {
  return Object.entries({ header, querystring, path }).flatMap(([location, mappings]) =>
    mappings.map((mapping): [string, typeof mapping] => [`integration.request.${location}.${mapping.name}`, mapping]),
  );
}

/** Checks the mappings from an integration's response to the method's response. */
export function checkResponseMappings(mappings: Readonly<Record<string, string>>, problems: ProblemList): void {
  const { mapping, problems: found } = compileResponseMapping(mappings);
  addProblems(found, problems);
  for (const { name, source } of mapping.header) checkContext(source, problems.at(`method.response.header.${name}`));
}

/** A member that no request has maps to nothing: most likely its name is misspelt. */
function checkContext(source: ParameterSource, problems: ProblemList): void {
  if (source.kind !== 'context' || isContextName(source.path)) return;
  const name = source.path.join('.');
  problems.warn(
    'undeclared-parameter',
    `context.${name} is not a variable of the context. AWS would refuse the mapping.`,
  );
}

function addProblems(found: readonly MappingProblem[], problems: ProblemList): void {
  for (const { target, message } of found) problems.at(target).error('bad-mapping', message);
}

/** Checks the headers of a gateway response, which sees the caller's request but no body and no integration. */
export function checkGatewayResponseMappings(mappings: Readonly<Record<string, string>>, problems: ProblemList): void {
  for (const [target, expression] of Object.entries(mappings)) {
    const list = problems.at(target);
    const name = /^gatewayresponse\.header\.(.+)$/.exec(target)?.[1];
    if (name === undefined || headerName(name) === null || isFramingHeader(name)) {
      list.error('bad-mapping', `${target} is no header that can be set: write gatewayresponse.header.name.`);
    }
    const parsed = parseSource(expression);
    if ('problem' in parsed) list.error('bad-mapping', parsed.problem);
    else if (parsed.source.kind === 'body' || parsed.source.kind === 'response') {
      list.error('bad-mapping', `${expression} cannot be read when the gateway itself answers.`);
    }
  }
}
