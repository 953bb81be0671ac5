import { JsonBody } from '#core/mapping/json-body.ts';
import { applyResponseMapping } from '#core/mapping/parameter-mapping.ts';
import { renderTemplate } from '#core/mapping/template.ts';
import { headerValue } from '#gateway/http/headers.ts';
import { selectResponse, type PreparedResponse } from '#gateway/integrations/prepare-integration.ts';
import { mediaTypeOf } from '#gateway/integrations/media-type.ts';
import type { Exchange, Outcome } from './exchange.ts';
import { RequestInput } from './request-input.ts';
import { ResponseInput } from './response-input.ts';

/** Makes the caller's response of the integration's answer. HTTP_PROXY passes it through unchanged. */
export function mapResponse(exchange: Exchange): Outcome {
  const { route, answer, mockStatus, trace } = exchange;
  if (!route) throw new Error('A route was matched.');
  if (answer && route.integration.integration.type === 'HTTP_PROXY') {
    exchange.response = {
      status: answer.status,
      rawHeaders: answer.rawHeaders,
      body: answer.body,
      headLength: answer.declaredLength,
    };
    trace?.skip('A proxy integration passes the answer through.');
    return undefined;
  }
  const status = String(answer?.status ?? mockStatus ?? 0);
  const selected = selectResponse(route.integration.responses, status);
  if (!selected) {
    return {
      type: 'API_CONFIGURATION_ERROR',
      cause: `No integration response takes status ${status}, and there is no default.`,
    };
  }
  trace?.note(
    'integration response',
    `${selected.response.statusCode} (pattern ${selected.response.selectionPattern ?? 'default'})`,
  );
  return render(exchange, selected);
}

function render(exchange: Exchange, selected: PreparedResponse): Outcome {
  const { answer, trace } = exchange;
  const bytes = answer && Buffer.isBuffer(answer.body) ? answer.body : null;
  const text = bytes?.toString('utf8') ?? '';
  const input = new RequestInput(exchange);
  const headers = applyResponseMapping(
    selected.mapping,
    new ResponseInput(answer?.rawHeaders ?? [], new JsonBody(text), input.context, input.stageVariables),
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
  if (status < 200) {
    return { type: 'API_CONFIGURATION_ERROR', cause: `A response cannot end with the informational status ${status}.` };
  }
  if (!headers.some(([name]) => name.toLowerCase() === 'content-type')) {
    const passed = template ? null : headerValue(answer?.rawHeaders ?? [], 'content-type');
    headers.push(['content-type', passed ?? contentType ?? 'application/json']);
  }
  exchange.response = { status, rawHeaders: headers.flat(), body, headLength: String(body?.byteLength ?? 0) };
  trace?.say(`The response has status ${status}.`);
  return undefined;
}

/** The content type of the template to use: what the caller accepts first, else JSON, else the first there is. */
function chooseContentType(exchange: Exchange, { templates }: PreparedResponse): string | null {
  const accepted = mediaTypeOf(headerValue(exchange.call.rawHeaders, 'accept')?.split(',')[0] ?? null);
  if (templates.has(accepted)) return accepted;
  if (templates.has('application/json')) return 'application/json';
  const [first] = templates.keys();
  return first ?? null;
}

function removeHeader(headers: [string, string][], name: string): void {
  const wanted = name.toLowerCase();
  for (let i = headers.length - 1; i >= 0; i -= 1) if (headers[i]?.[0].toLowerCase() === wanted) headers.splice(i, 1);
}
