import { headersMaxBytes, joined } from '#gateway/http/headers.ts';
import { parseTarget, targetHost, targetMaxLength } from '#gateway/http/target.ts';
import type { Exchange, Failure, Outcome } from './exchange.ts';
import { lookUpResource } from './look-up-resource.ts';

/**
 * Finds the stage and the resource: `/{apiId}/{stage}/...`, or `/{stage}/...` at host `{apiId}.execute-api.*`. What is
 * not there is answered as the API's behaviour says: `friendly` with 404 and a sentence, `aws-strict` with AWS's 403.
 */
export function match(exchange: Exchange): Outcome {
  const headerBytes = readHeaders(exchange);
  if (headerBytes === null) {
    return { type: 'DEFAULT_4XX', cause: 'The request has more than one host header.', message: 'Bad request' };
  }
  const target = parseTarget(exchange.call.target);
  if (typeof target === 'string') {
    const isTooLong = exchange.call.target.length > targetMaxLength;
    if (isTooLong) return { type: 'DEFAULT_4XX', cause: target, message: 'URI Too Long', status: 414 };
    return { type: 'DEFAULT_4XX', cause: target, message: `Bad request: ${target}` };
  }
  exchange.host = targetHost(exchange.call.target) ?? exchange.host;
  exchange.path = target.path;
  exchange.query = target.query;
  const failure = findStage(exchange);
  if (failure) return failure;
  if (headerBytes > headersMaxBytes) {
    return {
      type: 'REQUEST_TOO_LARGE',
      cause: `The headers have ${headerBytes} bytes; at most ${headersMaxBytes} are taken.`,
      message: 'Request Header Fields Too Large',
      status: 431,
    };
  }
  return findResource(exchange);
}

function findStage(exchange: Exchange): Failure | undefined {
  const { path, state } = exchange;
  let stageStart = 1;
  let apiId = apiIdOfHost(exchange.host);
  if (apiId === null) {
    const slash = path.indexOf('/', 1);
    apiId = slash < 0 ? path.slice(1) : path.slice(1, slash);
    stageStart = slash < 0 ? path.length : slash + 1;
  }
  const slash = path.indexOf('/', stageStart);
  const stageEnd = slash < 0 ? path.length : slash;
  const stage = state.get(apiId)?.get(path.slice(stageStart, stageEnd));
  if (!stage) {
    if (findStageByDomain(exchange)) return undefined;
    return {
      type: 'RESOURCE_NOT_FOUND',
      cause: `No stage of an API is served at ${path}.`,
      message: 'No API is served at this address.',
    };
  }
  exchange.apiId = apiId;
  exchange.stage = stage;
  exchange.resourceStart = stageEnd;
  return undefined;
}

/**
 * The stage that the host leads to as a domain name of a workspace. The gateway's own addresses come first: no domain name takes
 * them over.
 */
function findStageByDomain(exchange: Exchange): boolean {
  const { host, path, state } = exchange;
  const target = host === null ? null : exchange.services.domains.find(host, path);
  if (!target) return false;
  let { stageName, pathStart } = target;
  if (stageName === null) {
    const slash = path.indexOf('/', pathStart + 1);
    const end = slash < 0 ? path.length : slash;
    stageName = path.slice(pathStart + 1, end);
    pathStart = end;
  }
  const stage = state.get(target.apiId)?.get(stageName);
  if (!stage) return false;
  exchange.apiId = target.apiId;
  exchange.stage = stage;
  exchange.resourceStart = pathStart;
  exchange.basePath = target.basePath;
  return true;
}

/** The resource of the stable side; a canary whose routes differ is looked up again when it is chosen. */
function findResource(exchange: Exchange): Failure | undefined {
  const { stage } = exchange;
  if (!stage) throw new Error('A stage was found.');
  const failure = lookUpResource(exchange, stage.stable.prepared.router);
  const { resource } = exchange;
  exchange.trace?.say(resource ? `The path belongs to ${resource.path}.` : 'No resource has this path.');
  return failure;
}

function apiIdOfHost(host: string | null): string | null {
  const end = host?.indexOf('.execute-api.') ?? -1;
  return host !== null && end > 0 ? host.slice(0, end).toLowerCase() : null;
}

/**
 * One pass over the header list for what the phases read of every request: of lists all lines, of other headers the first.
 * Returns the size of the list in bytes, line ends included; null when it names two hosts (RFC 9112 section 3.2).
 */
function readHeaders(exchange: Exchange): number | null {
  const { rawHeaders } = exchange.call;
  let bytes = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? '';
    bytes += name.length + (rawHeaders[i + 1] ?? '').length + 4;
    switch (name.length) {
      case 4:
        if (!isNamed(name, 'host')) break;
        if (exchange.host !== null) return null;
        exchange.host = rawHeaders[i + 1] ?? '';
        break;
      case 6:
        if (exchange.origin === null && isNamed(name, 'origin')) exchange.origin = rawHeaders[i + 1] ?? '';
        break;
      case 9:
        if (exchange.apiKey === null && isNamed(name, 'x-api-key')) exchange.apiKey = rawHeaders[i + 1] ?? '';
        break;
      case 10:
        if (exchange.userAgent === null && isNamed(name, 'user-agent')) exchange.userAgent = rawHeaders[i + 1] ?? '';
        break;
      case 12:
        if (exchange.contentType === null && isNamed(name, 'content-type')) {
          exchange.contentType = rawHeaders[i + 1] ?? '';
        }
        break;
      case 13:
        if (isNamed(name, 'cache-control')) {
          exchange.cacheControl = joined(exchange.cacheControl, rawHeaders[i + 1] ?? '');
        }
        break;
      case 15:
        if (isNamed(name, 'accept-encoding')) {
          exchange.acceptEncoding = joined(exchange.acceptEncoding, rawHeaders[i + 1] ?? '');
        }
        break;
      case 16:
        if (isNamed(name, 'content-encoding')) {
          exchange.contentEncoding = joined(exchange.contentEncoding, rawHeaders[i + 1] ?? '');
        } else if (isNamed(name, 'x-amzn-requestid')) takeRequestId(exchange, rawHeaders[i + 1] ?? '');
        break;
    }
  }
  return bytes;
}

/**
 * Callers may give a request its id (AWS API Gateway: `$context.requestId`); the extended one is always the gateway's. What is
 * not plainly an id is not repeated in answers and logs.
 */
function takeRequestId(exchange: Exchange, id: string): void {
  if (/^[A-Za-z0-9._=-]{1,128}$/.test(id)) exchange.requestId = id;
}

function isNamed(name: string, lowerCase: string): boolean {
  return name === lowerCase || name.toLowerCase() === lowerCase;
}
