import { renderTemplate, type Template, type TemplateOverrides } from '#core/mapping/template.ts';
import type { Exchange, Failure } from '#gateway/pipeline/exchange.ts';
import { RequestInput } from '#gateway/pipeline/request-input.ts';
import { isBinaryMediaType } from './binary-media-type.ts';
import { convertRequest, notBase64, payloadText, type RequestConversion } from './content-handling.ts';
import { mediaTypeOf } from './media-type.ts';

/** What an integration is given as body: rendered by a template, or passed through. */
export type IntegrationBody = { body: Buffer | null; overrides: TemplateOverrides['request'] | null };

/**
 * Renders the request template of the body's content type. Where there is none, the passthrough behavior decides: the
 * body goes through as its content handling says, or the request is answered 415 (AWS API Gateway, integration
 * passthrough behaviors).
 */
export function integrationBody(exchange: Exchange): IntegrationBody | Failure {
  const { route, side, body, contentType } = exchange;
  if (!route || !side) throw new Error('A route was matched.');
  const { integration, requestTemplates } = route.integration;
  const { binaryMediaTypes, behavior } = side.prepared.api;
  const mediaType = mediaTypeOf(contentType);
  const conversion: RequestConversion = {
    isBinary: isBinaryMediaType(mediaType, binaryMediaTypes),
    handling: integration.contentHandling,
    isStrict: behavior === 'aws-strict',
  };
  const template = requestTemplates.get(mediaType);
  if (template) return renderBody(exchange, template, mediaType, conversion);
  const { passthroughBehavior } = integration;
  const mayPass =
    template === null ||
    passthroughBehavior === 'WHEN_NO_MATCH' ||
    (passthroughBehavior === 'WHEN_NO_TEMPLATES' && requestTemplates.size === 0);
  if (mayPass) return converted(body, conversion, null);
  return {
    type: 'UNSUPPORTED_MEDIA_TYPE',
    cause: `The integration has no request template for ${mediaType}, and its passthrough behavior is ${passthroughBehavior}.`,
  };
}

function renderBody(
  exchange: Exchange,
  template: Template,
  mediaType: string,
  conversion: RequestConversion,
): IntegrationBody | Failure {
  const { body, trace } = exchange;
  const { isBinary, handling, isStrict } = conversion;
  if (isStrict && isBinary && handling !== 'CONVERT_TO_TEXT') {
    const cause = `Unable to transform request: ${mediaType} is a binary media type, and the content handling is not CONVERT_TO_TEXT.`;
    return { type: 'API_CONFIGURATION_ERROR', cause };
  }
  const text = payloadText(body, isBinary, handling);
  const result = renderTemplate(template, new RequestInput(exchange).templateContext(text));
  trace?.note('request template', mediaType);
  trace?.note('template input', text);
  if (!result.ok) {
    const { code, message, line, column } = result.error;
    const cause = `Request template for ${mediaType}, line ${line}, column ${column}: ${message}`;
    return code === 'BODY_NOT_JSON' ? { type: 'BAD_REQUEST_BODY', cause } : { type: 'API_CONFIGURATION_ERROR', cause };
  }
  trace?.note('template output', result.output);
  exchange.requestOverride = result.overrides.requestOverride;
  return converted(Buffer.from(result.output), { ...conversion, isBinary: false }, result.overrides.request);
}

function converted(
  body: Buffer | null,
  conversion: RequestConversion,
  overrides: IntegrationBody['overrides'],
): IntegrationBody | Failure {
  if (!body) return { body, overrides };
  const bytes = convertRequest(body, conversion);
  if (bytes !== notBase64) return { body: bytes, overrides };
  const cause = 'The body is to be converted to binary (CONVERT_TO_BINARY), but its text is not base64.';
  return { type: 'API_CONFIGURATION_ERROR', cause };
}
