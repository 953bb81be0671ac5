import { JsonBody } from '#core/mapping/json-body.ts';
import { applyResponseMapping } from '#core/mapping/parameter-mapping.ts';
import { renderTemplate } from '#core/mapping/template.ts';
import { headerValue } from '#gateway/http/headers.ts';
import type { UpstreamAnswer } from '#gateway/http/upstream-types.ts';
import { selectResponse, type PreparedResponse } from '#gateway/integrations/prepare-integration.ts';
import { awsAnswerHeaders, friendlyAnswerHeaders } from '#gateway/integrations/answer-headers.ts';
import { functionResult } from '#gateway/integrations/lambda-answer.ts';
import { lambdaProxyResponse } from '#gateway/integrations/lambda-proxy.ts';
import { isBinaryMediaType } from '#gateway/integrations/binary-media-type.ts';
import { convertResponse, notBase64, payloadText } from '#gateway/integrations/content-handling.ts';
import type { ResponseConversion } from '#gateway/integrations/content-handling.ts';
import { mediaTypeOf } from '#gateway/integrations/media-type.ts';
import type { Exchange, Failure, Outcome } from './exchange.ts';
import { RequestInput } from './request-input.ts';
import { ResponseInput } from './response-input.ts';
import { traceIdOf } from './trace-id.ts';

/** Makes the caller's response of the integration's answer. HTTP_PROXY passes it through unchanged. */
export function mapResponse(exchange: Exchange): Outcome {
  const { route, answer, trace } = exchange;
  if (!route) throw new Error('A route was matched.');
  if (answer && route.integration.integration.type === 'HTTP_PROXY') {
    exchange.response = {
      status: answer.status,
      rawHeaders: passedOn(exchange, answer.rawHeaders),
      body: answer.body,
      headLength: answer.declaredLength,
    };
    trace?.skip('A proxy integration passes the answer through.');
    return undefined;
  }
  if (answer && route.integration.integration.type === 'AWS_PROXY') return mapLambdaProxy(exchange, answer);
  const selector = selectorOf(exchange);
  if (typeof selector !== 'string') return selector;
  const selected = selectResponse(route.integration.responses, selector);
  if (!selected) {
    const what = exchange.invokesLambda ? `the function's error ${JSON.stringify(selector)}` : `status ${selector}`;
    return {
      type: 'API_CONFIGURATION_ERROR',
      cause: `No integration response takes ${what}, and there is no default.`,
    };
  }
  trace?.note(
    'integration response',
    `${selected.response.statusCode} (pattern ${selected.response.selectionPattern ?? 'default'})`,
  );
  return render(exchange, selected);
}

/** What patterns are held against: the status, or the error message of a Lambda function (empty when it succeeded). */
function selectorOf({ answer, mockStatus, invokesLambda }: Exchange): string | Failure {
  if (!answer || !invokesLambda) return String(answer?.status ?? mockStatus ?? 0);
  const result = functionResult(answer);
  return 'type' in result ? result : (result.errorMessage ?? '');
}

function mapLambdaProxy(exchange: Exchange, answer: UpstreamAnswer): Outcome {
  const response = lambdaProxyResponse(exchange, answer);
  if ('type' in response) return response;
  response.rawHeaders = passedOn(exchange, response.rawHeaders);
  exchange.response = response;
  exchange.trace?.say(`The function's response has status ${response.status}.`);
  return undefined;
}

/**
 * Strict APIs rename headers as AWS does, and tell the trace of what did not come from an HTTP backend as it is. An HTTP
 * backend's own request id is not among its headers.
 */
function passedOn(exchange: Exchange, rawHeaders: string[]): string[] {
  const { side, route, answer } = exchange;
  if (!route) throw new Error('A route was matched.');
  const { type } = route.integration.integration;
  if (side?.prepared.api.behavior !== 'aws-strict')
    return type === 'HTTP_PROXY' ? rawHeaders : friendlyAnswerHeaders(rawHeaders);
  const headers = awsAnswerHeaders(type, rawHeaders);
  if (type !== 'HTTP_PROXY') headers.push('x-amzn-trace-id', traceIdOf(exchange));
  else if (answer?.requestId) headers.push('x-amzn-Remapped-x-amzn-RequestId', answer.requestId);
  return headers;
}

function render(exchange: Exchange, selected: PreparedResponse): Outcome {
  const { answer, trace } = exchange;
  const bytes = answer && Buffer.isBuffer(answer.body) ? answer.body : null;
  const conversion = conversionOf(exchange, selected);
  const text = payloadText(bytes, conversion.isBinary, conversion.handling);
  const input = new RequestInput(exchange);
  const headers = applyResponseMapping(
    selected.mapping,
    new ResponseInput(headersOf(answer), new JsonBody(text), input.context, input.stageVariables),
  );
  let { status } = selected;
  let body = bytes;
  const contentType = chooseContentType(exchange, selected);
  const template = contentType === null ? undefined : selected.templates.get(contentType);
  if (template) {
    const result = renderTemplate(template, input.templateContext(text));
    if (!result.ok) {
      const { message, line, column } = result.error;
      return {
        type: 'API_CONFIGURATION_ERROR',
        cause: `Response template for ${contentType}, line ${line}, column ${column}: ${message}`,
      };
    }
    trace?.note('response template output', result.output);
    body = Buffer.from(result.output);
    const overrides = result.overrides.response;
    status = overrides.status ?? status;
    for (const [name, values] of Object.entries(overrides.header)) {
      removeHeader(headers, name);
      for (const value of values) headers.push([name, value]);
    }
  }
  // What a template makes of a binary type's data is the answer, unless the integration response says otherwise.
  if (body && !(template && conversion.isBinary && conversion.handling === null)) {
    const converted = convertResponse(body, template ? { ...conversion, isBinary: false } : conversion);
    if (converted === notBase64) return notBase64Failure;
    body = converted;
  }
  if (status < 200) {
    return { type: 'API_CONFIGURATION_ERROR', cause: `A response cannot end with the informational status ${status}.` };
  }
  if (!headers.some(([name]) => name.toLowerCase() === 'content-type')) {
    const passed = template ? null : headerValue(answer?.rawHeaders ?? [], 'content-type');
    headers.push(['content-type', passed ?? contentType ?? 'application/json']);
  }
  const rawHeaders = passedOn(exchange, headers.flat());
  exchange.response = { status, rawHeaders, body, headLength: String(body?.byteLength ?? 0) };
  trace?.say(`The response has status ${status}.`);
  return undefined;
}

/** The headers of an answer as mappings read them: with the id that the integration gave it. */
function headersOf(answer: UpstreamAnswer | null): readonly string[] {
  if (!answer) return [];
  const { rawHeaders, requestId } = answer;
  return requestId === null ? rawHeaders : [...rawHeaders, 'x-amzn-requestid', requestId];
}

const notBase64Failure: Failure = {
  type: 'API_CONFIGURATION_ERROR',
  cause: 'The response is to be converted to binary, but its text is not base64.',
};

/** What decides between text and bytes. Of the types that the caller accepts, the first one counts. */
function conversionOf({ side, answer, call }: Exchange, { response }: PreparedResponse): ResponseConversion {
  if (!side) throw new Error('A route was matched.');
  const { binaryMediaTypes, behavior } = side.prepared.api;
  const hasBinaryTypes = binaryMediaTypes.length > 0;
  return {
    hasBinaryTypes,
    isBinary:
      hasBinaryTypes && isBinaryMediaType(headerValue(answer?.rawHeaders ?? [], 'content-type'), binaryMediaTypes),
    acceptsBinary: hasBinaryTypes && isBinaryMediaType(firstAccepted(call.rawHeaders), binaryMediaTypes),
    handling: response.contentHandling,
    isStrict: behavior === 'aws-strict',
  };
}

function firstAccepted(rawHeaders: readonly string[]): string {
  return mediaTypeOf(headerValue(rawHeaders, 'accept')?.split(',')[0] ?? null);
}

/** The content type of the template to use: what the caller accepts first, else JSON, else the first there is. */
function chooseContentType(exchange: Exchange, { templates }: PreparedResponse): string | null {
  const accepted = firstAccepted(exchange.call.rawHeaders);
  if (templates.has(accepted)) return accepted;
  if (templates.has('application/json')) return 'application/json';
  const [first] = templates.keys();
  return first ?? null;
}

function removeHeader(headers: [string, string][], name: string): void {
  const wanted = name.toLowerCase();
  for (let i = headers.length - 1; i >= 0; i -= 1) if (headers[i]?.[0].toLowerCase() === wanted) headers.splice(i, 1);
}
