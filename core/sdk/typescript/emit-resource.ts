import { unknownType } from '../ir.ts';
import type { Body, Operation, Parameter, Service, Type } from '../ir.ts';
import { docComment, propertyKey, stringLiteral } from './literals.ts';
import { parameterKey } from './naming.ts';
import type { Names, OperationNames, ServiceNames } from './naming.ts';
import { TypeWriter } from './types.ts';

/** The file of one service: its class and the types of its methods' parameters. */
export function emitResource(service: Service, names: Names): string {
  const own = names.services.get(service.name);
  if (!own) return '';
  const writer = new TypeWriter((name) => `models.${names.types.get(name) ?? 'unknown'}`);
  const emitted = service.operations.map((operation) => emitOperation(operation, own, writer));
  const params = emitted.map(({ params: text }) => text).filter((text) => text !== '');
  const methods = emitted.map(({ method }) => method);
  const body = `${params.map((text) => `${text}\n`).join('')}${docComment('', [service.description])}export class ${own.className} {
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
  }

${methods.join('\n')}}
`;
  return `${imports(body)}\n${body}`;
}

function imports(body: string): string {
  const lines = [
    ...(/\bmodels\./.test(body) ? ["import type * as models from '../models.js';\n"] : []),
    "import type { ApiPromise } from '../runtime/api-promise.js';\n",
    "import type { HttpClient } from '../runtime/http-client.js';\n",
    ...(/\bInt64\b/.test(body) ? ["import type { Int64 } from '../runtime/json.js';\n"] : []),
    ...(/\bOpenEnum</.test(body) ? ["import type { OpenEnum } from '../runtime/open-enum.js';\n"] : []),
    `import type { ${/\bBinaryInput\b/.test(body) ? 'BinaryInput, ' : ''}RequestOptions } from '../runtime/options.js';\n`,
  ];
  return lines.join('');
}

function emitOperation(
  operation: Operation,
  service: ServiceNames,
  writer: TypeWriter,
): { params: string; method: string } {
  const names = service.operations.get(operation.key);
  if (!names) return { params: '', method: '' };
  const params = names.paramsType === null ? '' : emitParams(operation, names, names.paramsType, writer);
  const comment = docComment(
    '  ',
    [operation.summary, operation.description, `\`${operation.key}\``],
    operation.deprecated ? ['@deprecated'] : [],
  );
  const signature = `${names.method}(${signatureOf(operation, names, writer)}): ApiPromise<${resultType(operation, writer)}>`;
  return {
    params,
    method: `${comment}  ${signature} {\n    return this.#http.request(${callOf(operation, names)}, options);\n  }\n`,
  };
}

function emitParams(operation: Operation, names: OperationNames, type: string, writer: TypeWriter): string {
  const fields = operation.parameters.map((parameter) => {
    const text = writer.text(parameter.type, '  ');
    const comment = docComment('  ', [parameter.description], parameter.deprecated ? ['@deprecated'] : []);
    return `${comment}  ${fieldOf(parameter, names)}${parameter.required ? `: ${text}` : `?: ${text} | undefined`};\n`;
  });
  if (operation.body) {
    const text = bodyType(operation.body, writer);
    const comment = docComment('  ', [operation.body.description]);
    fields.push(`${comment}  ${names.bodyField}${operation.body.required ? `: ${text}` : `?: ${text} | undefined`};\n`);
  }
  return `export interface ${type} {\n${fields.join('')}}\n`;
}

function fieldOf(parameter: Parameter, names: OperationNames): string {
  return propertyKey(names.fields.get(parameterKey(parameter)) ?? 'param');
}

function bodyType({ type, encoding }: Body, writer: TypeWriter): string {
  return encoding === 'binary' ? 'BinaryInput' : writer.text(type, '  ');
}

/** Whether a method can be called without arguments. */
function allOptional({ parameters, body }: Operation): boolean {
  return !parameters.some(({ required }) => required) && body?.required !== true;
}

function signatureOf(operation: Operation, names: OperationNames, writer: TypeWriter): string {
  const options = 'options?: RequestOptions';
  if (names.paramsType !== null)
    return `params: ${names.paramsType}${allOptional(operation) ? ' = {}' : ''}, ${options}`;
  if (!operation.body) return options;
  return `body${operation.body.required ? '' : '?'}: ${bodyType(operation.body, writer)}${operation.body.required ? '' : ' | undefined'}, ${options}`;
}

function resultType({ responses }: Operation, writer: TypeWriter): string {
  const successes = responses.filter(({ status }) => status >= 200 && status < 300).map(({ type }) => type);
  if (successes.length === 0 || successes.includes(null)) return 'unknown';
  const types = successes.filter((type): type is Type => type !== 'none' && type !== null);
  const texts = new Set(types.map((type) => writer.text(type, '  ')));
  if (texts.has(writer.text(unknownType))) return 'unknown';
  if (texts.size === 0) return 'void';
  if (types.length < successes.length) texts.add('undefined');
  return [...texts].join(' | ');
}

function callOf(operation: Operation, names: OperationNames): string {
  const value = (parameter: Parameter): string => `params.${names.fields.get(parameterKey(parameter)) ?? 'param'}`;
  const of = (place: Parameter['in']): Parameter[] =>
    operation.parameters.filter((parameter) => parameter.in === place);
  const path = operation.path.map((segment) => {
    if ('text' in segment) return stringLiteral(segment.text);
    const parameter = operation.parameters.find(
      ({ in: place, name }) => place === 'path' && name === segment.parameter,
    );
    const greedy = segment.greedy ? ', greedy: true' : '';
    return parameter ? `{ name: ${stringLiteral(parameter.name)}, value: ${value(parameter)}${greedy} }` : "''";
  });
  const query = of('query').map((parameter) => {
    const style = parameter.style === 'repeat' ? '' : `, ${stringLiteral(parameter.style)}`;
    return `[${stringLiteral(parameter.name)}, ${value(parameter)}${style}]`;
  });
  const headers = of('header').map((parameter) => `[${stringLiteral(parameter.name)}, ${value(parameter)}]`);
  const lines = [`method: ${stringLiteral(operation.httpMethod)}`, `path: [${path.join(', ')}]`];
  if (query.length > 0) lines.push(`query: [${query.join(', ')}]`);
  if (headers.length > 0) lines.push(`headers: [${headers.join(', ')}]`);
  if (operation.body) {
    const { encoding, contentType } = operation.body;
    const from = names.paramsType === null ? 'body' : `params.${names.bodyField}`;
    lines.push(
      `body: { encoding: ${stringLiteral(encoding)}, contentType: ${stringLiteral(contentType)}, value: ${from} }`,
    );
  }
  if (operation.apiKeyRequired) lines.push('apiKeyRequired: true');
  return `{\n${lines.map((line) => `      ${line},\n`).join('')}    }`;
}
