import type { Exchange, Failure } from '#gateway/pipeline/exchange.ts';
import { integrationBody } from './request-body.ts';

/** Reads the status that a MOCK integration's request asks for: `{"statusCode": 200}` after its template. */
export function buildMockRequest(exchange: Exchange): Failure | undefined {
  const made = integrationBody(exchange);
  if ('type' in made) return made;
  const status = statusOf(made.body?.toString('utf8') ?? '');
  if (status === null) {
    return {
      type: 'API_CONFIGURATION_ERROR',
      cause: 'The request of a MOCK integration must be JSON with a statusCode from 100 to 599 after its template.',
    };
  }
  exchange.mockStatus = status;
  return undefined;
}

function statusOf(text: string): number | null {
  const status = Number(statusCode(text));
  return Number.isInteger(status) && status >= 100 && status <= 599 ? status : null;
}

function statusCode(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' && 'statusCode' in value ? value.statusCode : undefined;
  } catch {
    return looseStatusCode(text);
  }
}

/** Longest text that is read though it is not JSON, in characters. */
const looseMaxLength = 16 * 1024;
/** A quote that is never closed takes all that follows, so that no part of the text is read twice. */
const looseTokens = /"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|[{}[\],:]|[^\s{}[\],:"']+/g;

/**
 * The status of a text that is nearly JSON: AWS API Gateway takes keys without quotes, which AWS's CDK and the Serverless
 * Framework write for CORS (`{statusCode: 200}`), quotes of either kind and a comma at the end.
 */
function looseStatusCode(text: string): string | undefined {
  const object = text.trim();
  if (object.length > looseMaxLength || !object.startsWith('{') || !object.endsWith('}')) return undefined;
  const tokens = object.match(looseTokens) ?? [];
  let depth = 0;
  for (const [at, token] of tokens.entries()) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    else if (depth === 1 && tokens[at + 1] === ':' && /^(["']?)statusCode\1$/.test(token)) return tokens[at + 2];
  }
  return undefined;
}
