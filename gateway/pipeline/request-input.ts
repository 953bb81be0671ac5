import { JsonBody } from '#core/mapping/json-body.ts';
import type { ParameterInput } from '#core/mapping/parameter-source.ts';
import type { TemplateContext } from '#core/mapping/template.ts';
import { decodeSegment } from '#gateway/http/target.ts';
import { isDroppedByAws, vouchedHeader, vouchedHeaders } from '#gateway/integrations/caller-headers.ts';
import { isHopByHop } from '#gateway/http/headers.ts';
import { contextVariables } from './context-variables.ts';
import type { Exchange } from './exchange.ts';

/** A request as parameter mappings and validation read it. Parsed as far as it is asked for. */
export class RequestInput implements ParameterInput {
  private readonly exchange: Exchange;
  private readonly parsedQuery: URLSearchParams;
  private parsedBody: JsonBody | null = null;
  private variables: Record<string, unknown> | null = null;

  constructor(exchange: Exchange) {
    this.exchange = exchange;
    this.parsedQuery = new URLSearchParams(exchange.query);
  }

  header(name: string): readonly string[] {
    const wanted = name.toLowerCase();
    return this.hides(wanted) ? [] : vouchedHeader(this.exchange, wanted);
  }

  /** Headers that no mapping of a strict API sees, as in AWS. */
  private hides(lowerCase: string): boolean {
    const isStrict = this.exchange.side?.prepared.api.behavior === 'aws-strict';
    return isStrict && (isHopByHop(lowerCase) || isDroppedByAws(lowerCase));
  }

  querystring(name: string): readonly string[] {
    return this.parsedQuery.getAll(name);
  }

  path(name: string): string | undefined {
    return pathParameter(this.exchange, name);
  }

  /** AWS API Gateway maps `{}` of an empty body. */
  get body(): JsonBody {
    this.parsedBody ??= new JsonBody(this.exchange.body?.toString('utf8') || '{}');
    return this.parsedBody;
  }

  get context(): Readonly<Record<string, unknown>> {
    this.variables ??= contextVariables(this.exchange);
    return this.variables;
  }

  get stageVariables(): Readonly<Record<string, string>> {
    return this.exchange.side?.variables ?? {};
  }

  /** What a mapping template sees, over a body of its own: the request's, or the integration's answer. */
  templateContext(body: string): TemplateContext {
    const header = vouchedHeaders(this.exchange).filter(([name]) => !this.hides(name.toLowerCase()));
    const names = this.exchange.route?.parameterNames ?? [];
    return {
      body,
      params: {
        path: Object.fromEntries(names.map((name) => [name, this.path(name) ?? ''])),
        querystring: Object.fromEntries(this.parsedQuery),
        header: Object.fromEntries(header),
      },
      context: this.context,
      stageVariables: this.stageVariables,
      requestOverride: this.exchange.requestOverride,
      now: monotonicMs,
    };
  }
}

function monotonicMs(): number {
  return performance.now();
}

/** The text of a path parameter, or undefined when the route has none of this name. */
export function pathParameter(exchange: Exchange, name: string): string | undefined {
  const raw = rawPathParameter(exchange, name);
  return raw === undefined ? undefined : decodeSegment(raw);
}

/** A path parameter as it stands in the path, in normal form and still percent-encoded. */
export function rawPathParameter({ route, path, offsets }: Exchange, name: string): string | undefined {
  const index = route?.parameterNames.indexOf(name) ?? -1;
  return index < 0 ? undefined : path.slice(offsets[index * 2], offsets[index * 2 + 1]);
}
