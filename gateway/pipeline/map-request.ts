import { buildAwsRequest } from '#gateway/integrations/aws-service.ts';
import { buildHttpRequest } from '#gateway/integrations/http.ts';
import { buildProxyRequest } from '#gateway/integrations/http-proxy.ts';
import { buildLambdaProxyRequest } from '#gateway/integrations/lambda-proxy.ts';
import { buildMockRequest } from '#gateway/integrations/mock.ts';
import type { Exchange, Outcome } from './exchange.ts';

/** Makes what the integration is sent. */
export function mapRequest(exchange: Exchange): Outcome {
  const failure = build(exchange);
  const { outgoing, trace } = exchange;
  if (failure || !trace || !outgoing) return failure;
  trace.say(`${outgoing.method} ${outgoing.origin}${outgoing.path}`);
  trace.note('upstream request headers', headerLines(outgoing.rawHeaders));
  if (Buffer.isBuffer(outgoing.body)) trace.note('upstream request body', outgoing.body.toString('utf8'));
  return undefined;
}

function build(exchange: Exchange): Outcome {
  const type = exchange.route?.integration.integration.type;
  switch (type) {
    case 'HTTP_PROXY':
      return buildProxyRequest(exchange);
    case 'HTTP':
      return buildHttpRequest(exchange);
    case 'MOCK':
      return buildMockRequest(exchange);
    case 'AWS':
      return buildAwsRequest(exchange);
    case 'AWS_PROXY':
      return buildLambdaProxyRequest(exchange);
    default:
      throw new Error('A route was matched.');
  }
}

function headerLines(rawHeaders: readonly string[]): string {
  const lines: string[] = [];
  for (let i = 0; i < rawHeaders.length; i += 2) lines.push(`${rawHeaders[i]}: ${rawHeaders[i + 1]}`);
  return lines.join('\n');
}
