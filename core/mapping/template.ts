import { InputVariable, OverrideMap, UtilVariable } from './aws-variables.ts';
import type { Parameters } from './aws-variables.ts';
import { headerName, headerValue, isFramingHeader } from './header-value.ts';
import { Meter, defaultBudget } from './meter.ts';
import type { Budget, Clock } from './meter.ts';
import { MappingError, VtlList, VtlMap, fromPlain, toText } from './value.ts';
import type { Key, MappingErrorCode, Value } from './value.ts';
import type { Program } from './vtl/ast.ts';
import { Cursor, TemplateSyntaxError } from './vtl/cursor.ts';
import { Evaluator } from './vtl/evaluate.ts';
import { Output } from './vtl/output.ts';
import { parseTemplate } from './vtl/parse.ts';
import { Scope } from './vtl/scope.ts';

/** Largest mapping template of AWS API Gateway, in characters. */
const maxTemplateLength = 300 * 1024;

/** A template that was parsed once and may be rendered any number of times. */
export type Template = { readonly program: Program };

/** A mistake in a template; line and column count from 1. */
export type TemplateProblem = { message: string; line: number; column: number };

/** What a template sees. All of it is data of one request. */
export type TemplateContext = {
  /** The payload as text: `$input.body`, `$input.json()` and `$input.path()`. */
  body: string;
  /** `$input.params()`: one value per name. */
  params: { path: Parameters; querystring: Parameters; header: Parameters };
  /** `$context`: plain data without the overrides. */
  context: Readonly<Record<string, unknown>>;
  stageVariables: Readonly<Record<string, string>>;
  /** What an earlier template of the same request set as `$context.requestOverride`, for this one to read. */
  requestOverride?: VtlMap | null;
  /** Holds the rendering to the budget's time. */
  now?: Clock;
};

/** What a template set through `$context.requestOverride` and `$context.responseOverride`. */
export type TemplateOverrides = {
  request: { header: Record<string, string[]>; path: Record<string, string>; querystring: Record<string, string[]> };
  response: { header: Record<string, string[]>; status: number | null };
  /** `$context.requestOverride` as the template left it. */
  requestOverride: VtlMap;
};

export type TemplateError = TemplateProblem & { code: MappingErrorCode };

export type RenderResult =
  { ok: true; output: string; overrides: TemplateOverrides } | { ok: false; error: TemplateError };

/** Parses a template. A mistake in it is returned as a problem with its place, never thrown. */
export function compileTemplate(source: string): { template: Template } | { problems: TemplateProblem[] } {
  if (source.length > maxTemplateLength) {
    return { problems: [{ message: `A template has at most ${maxTemplateLength} characters.`, line: 1, column: 1 }] };
  }
  try {
    return { template: { program: parseTemplate(source) } };
  } catch (error) {
    if (error instanceof TemplateSyntaxError) {
      return {
        problems: [{ message: error.message, ...new Cursor(source).position(Math.min(error.at, source.length)) }],
      };
    }
    throw error;
  }
}

/**
 * Renders a template over one request's data. What fails is returned: `BODY_NOT_JSON` is the caller's mistake,
 * `TEMPLATE_FAILED` the template's, `BUDGET_EXCEEDED` says that the template wanted more than `budget` grants.
 */
export function renderTemplate(
  template: Template,
  context: TemplateContext,
  budget: Budget = defaultBudget,
): RenderResult {
  const meter = new Meter(budget, context.now);
  const evaluator = new Evaluator(template.program, meter, true);
  try {
    const overrides = new Overrides(context.requestOverride ?? null);
    const scope = new Scope((name) => awsVariable(name, context, overrides, meter));
    const out = new Output(meter);
    evaluator.render(template.program.body, scope, out);
    return { ok: true, output: out.toString(), overrides: overrides.read() };
  } catch (error) {
    if (error instanceof MappingError)
      return { ok: false, error: { code: error.code, message: error.message, ...at(evaluator) } };
    if (error instanceof RangeError) {
      return {
        ok: false,
        error: { code: 'BUDGET_EXCEEDED', message: 'The template is nested too deeply.', ...at(evaluator) },
      };
    }
    throw error;
  }
}

function at({ place }: Evaluator): { line: number; column: number } {
  return { line: place.line, column: place.column };
}

function awsVariable(name: string, context: TemplateContext, overrides: Overrides, meter: Meter): Value | undefined {
  switch (name) {
    case 'input':
      return new InputVariable(context.body, context.params, meter);
    case 'util':
      return new UtilVariable(meter);
    case 'stageVariables':
      return fromPlain(context.stageVariables);
    case 'context': {
      const variable = fromPlain(context.context);
      if (variable instanceof VtlMap) overrides.attach(variable);
      return variable;
    }
  }
  return undefined;
}

/** The override objects of one rendering. */
class Overrides {
  private readonly request = {
    header: new OverrideMap('$context.requestOverride.header'),
    path: new OverrideMap('$context.requestOverride.path'),
    querystring: new OverrideMap('$context.requestOverride.querystring'),
  };
  private readonly requestOverride: VtlMap;
  private readonly responseHeader = new OverrideMap('$context.responseOverride.header');
  private readonly response = new OverrideMap('$context.responseOverride');

  constructor(earlier: VtlMap | null) {
    this.requestOverride = earlier ?? new VtlMap(new Map<Key, Value>(Object.entries(this.request)));
  }

  attach(context: VtlMap): void {
    context.entries.set('requestOverride', this.requestOverride);
    this.response.entries.set('header', this.responseHeader);
    context.entries.set('responseOverride', this.response);
  }

  read(): TemplateOverrides {
    const { header, path, querystring } = this.request;
    return {
      request: { header: headers(header), path: single(path), querystring: multiple(querystring) },
      response: { header: headers(this.responseHeader), status: status(this.response.entries.get('status') ?? null) },
      requestOverride: this.requestOverride,
    };
  }
}

function texts(value: Value): string[] {
  return value instanceof VtlList ? value.items.map((item) => toText(item)) : [toText(value)];
}

function record<T>(map: VtlMap, read: (value: Value, key: string) => [string, T]): Record<string, T> {
  return Object.fromEntries([...map.entries].map(([key, value]) => read(value, String(key))));
}

function multiple(map: VtlMap): Record<string, string[]> {
  return record(map, (value, key) => [key, texts(value)]);
}

function single(map: VtlMap): Record<string, string> {
  return record(map, (value, key) => [key, toText(value)]);
}

function headers(map: VtlMap): Record<string, string[]> {
  return record(map, (value, key) => {
    const name = headerName(key);
    if (name === null || isFramingHeader(name))
      throw new MappingError('TEMPLATE_FAILED', 'An overridden header has a name that may not be set.');
    return [name, texts(value).map(headerValue)];
  });
}

/** A status from 100 to 599; AWS API Gateway passes over any other. */
function status(value: Value): number | null {
  const number = Number(toText(value));
  return Number.isInteger(number) && number >= 100 && number <= 599 ? number : null;
}
