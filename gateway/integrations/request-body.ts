import { renderTemplate, type TemplateOverrides } from '#core/mapping/template.ts';
import type { Exchange, Failure } from '#gateway/pipeline/exchange.ts';
import { RequestInput } from '#gateway/pipeline/request-input.ts';
import { mediaTypeOf } from './media-type.ts';

/** What an integration is given as body: rendered by a template, or passed through. */
export type IntegrationBody = { body: Buffer | null; overrides: TemplateOverrides['request'] | null };

/**
 * Renders the request template of the body's content type. Where there is none, the passthrough behavior decides: the
 * body goes through as it is, or the request is answered 415 (AWS API Gateway, integration passthrough behaviors).
 */
export function integrationBody(exchange: Exchange): IntegrationBody | Failure {
  const { route, body, contentType, trace } = exchange;
  if (!route) throw new Error('A route was matched.');
  const { integration, requestTemplates } = route.integration;
  const mediaType = mediaTypeOf(contentType);
  const template = requestTemplates.get(mediaType);
  if (!template) {
    const { passthroughBehavior } = integration;
    const mayPass =
      passthroughBehavior === 'WHEN_NO_MATCH' ||
      (passthroughBehavior === 'WHEN_NO_TEMPLATES' && requestTemplates.size === 0);
    if (mayPass) return { body, overrides: null };
    return {
      type: 'UNSUPPORTED_MEDIA_TYPE',
      cause: `The integration has no request template for ${mediaType}, and its passthrough behavior is ${passthroughBehavior}.`,
    };
  }
  const text = body?.toString('utf8') ?? '';
  const result = renderTemplate(template, new RequestInput(exchange).templateContext(text));
  trace?.note('request template', mediaType);
  trace?.note('template input', text);
  if (!result.ok) {
    const { code, message, line, column } = result.error;
    const cause = `Request template for ${mediaType}, line ${line}, column ${column}: ${message}`;
    return code === 'BODY_NOT_JSON' ? { type: 'BAD_REQUEST_BODY', cause } : { type: 'API_CONFIGURATION_ERROR', cause };
  }
  trace?.note('template output', result.output);
  return { body: Buffer.from(result.output), overrides: result.overrides.request };
}
