import { escapeJavaScript, fromBase64, toBase64, urlDecode, urlEncode } from './encodings.ts';
import { JsonSyntaxError, parseJson } from './json.ts';
import { JsonBody } from './json-body.ts';
import { compileJsonPath } from './jsonpath/parse.ts';
import { JsonPathSyntaxError } from './jsonpath/reader.ts';
import type { Meter } from './meter.ts';
import { HostObject, MappingError, VtlMap, fromPlain, toJson, toText } from './value.ts';
import type { Value } from './value.ts';

/** Parameters by name: of a request path, a query string, a header list. */
export type Parameters = Readonly<Record<string, string>>;

function failAsMapping(error: unknown, code: 'BODY_NOT_JSON' | 'TEMPLATE_FAILED', message: string): never {
  if (error instanceof JsonSyntaxError) throw new MappingError(code, `${message} ${error.message}`);
  if (error instanceof JsonPathSyntaxError) {
    throw new MappingError('TEMPLATE_FAILED', `The JSONPath is not valid. ${error.message}`);
  }
  throw error;
}

/** `$input`: the payload and the parameters. */
export class InputVariable extends HostObject {
  private readonly body: JsonBody;
  private readonly meter: Meter;
  private readonly params: { path: Parameters; querystring: Parameters; header: Parameters };

  /** AWS gives `{}` for an empty body. */
  constructor(body: string, params: { path: Parameters; querystring: Parameters; header: Parameters }, meter: Meter) {
    super();
    this.body = new JsonBody(body === '' ? '{}' : body);
    this.meter = meter;
    this.params = params;
  }

  override property(name: string): Value | undefined {
    return name === 'body' ? this.body.text : undefined;
  }

  override call(name: string, [argument]: readonly Value[]): Value | undefined {
    if (name === 'params') {
      if (argument === undefined) return fromPlain(this.params);
      return typeof argument === 'string' ? this.param(argument) : undefined;
    }
    if (typeof argument !== 'string') return undefined;
    if (name === 'path') return this.at(argument);
    if (name !== 'json') return undefined;
    // AWS API Gateway answers an empty JSON text for a path that leads nowhere.
    const value = this.at(argument);
    return toJson(value === undefined ? '' : value, this.meter.charge);
  }

  private at(path: string): Value | undefined {
    try {
      return this.body.at(compileJsonPath(path), this.meter.charge);
    } catch (error) {
      return failAsMapping(error, 'BODY_NOT_JSON', 'The body is not JSON.');
    }
  }

  /** A parameter by name from the path, the query string or the headers, in this order; header names ignore case. */
  private param(name: string): string {
    const { path, querystring, header } = this.params;
    for (const source of [path, querystring, header]) {
      if (Object.hasOwn(source, name)) return source[name] ?? '';
    }
    const lower = name.toLowerCase();
    const found = Object.keys(header).find((key) => key.toLowerCase() === lower);
    return found === undefined ? '' : (header[found] ?? '');
  }
}

function parseArgument(text: string): Value {
  try {
    return parseJson(text);
  } catch (error) {
    return failAsMapping(error, 'TEMPLATE_FAILED', 'parseJson was given a text that is not JSON.');
  }
}

const utilities: ReadonlyMap<string, (argument: Value, text: string) => Value> = new Map<
  string,
  (argument: Value, text: string) => Value
>([
  ['escapeJavaScript', (argument, text) => (argument === null ? '' : escapeJavaScript(text))],
  ['parseJson', (argument, text) => (argument === null ? null : parseArgument(text))],
  ['urlEncode', (argument, text) => (argument === null ? '' : urlEncode(text))],
  ['urlDecode', (argument, text) => (argument === null ? '' : urlDecode(text))],
  ['base64Encode', (argument, text) => (argument === null ? '' : toBase64(text))],
  ['base64Decode', (argument, text) => (argument === null ? '' : fromBase64(text))],
]);

/** `$util`. */
export class UtilVariable extends HostObject {
  private readonly meter: Meter;

  constructor(meter: Meter) {
    super();
    this.meter = meter;
  }

  override call(name: string, [argument]: readonly Value[]): Value | undefined {
    if (argument === undefined) return undefined;
    return utilities.get(name)?.(argument, toText(argument, this.meter.charge));
  }
}

/** A map whose keys are set once: AWS refuses a second override of the same parameter. */
export class OverrideMap extends VtlMap {
  private readonly label: string;

  constructor(label: string) {
    super();
    this.label = label;
  }

  override put(key: string, value: Value): void {
    if (this.entries.has(key)) throw new MappingError('TEMPLATE_FAILED', `${this.label}.${key} was overridden twice.`);
    super.put(key, value);
  }
}
