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
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (value === null || typeof value !== 'object' || !('statusCode' in value)) return null;
  const status = Number(value.statusCode);
  return Number.isInteger(status) && status >= 100 && status <= 599 ? status : null;
}
