import { isJson } from '../content-type.ts';
import type { Operation, Parameter } from '../reference-document.ts';
import { type SampleCall, apiKeyPlaceholder, tokenPlaceholder } from './call.ts';

/** Example bodies beyond this many characters hide the call that they belong to. */
const maxBodyLength = 8_000;

/** The call with example values: path parameters, required query parameters and headers, credentials, the first body. */
export function sampleCall(operation: Omit<Operation, 'samples'>, baseUrl: string): SampleCall {
  const required = operation.parameters.filter((parameter) => parameter.required);
  const query = required
    .filter((parameter) => parameter.in === 'query')
    .map((parameter) => `${percentEncode(parameter.name)}=${percentEncode(exampleText(parameter))}`)
    .join('&');
  const body = bodyOf(operation);
  const headers = new Map<string, readonly [string, string]>();
  const addHeader = (name: string, value: string) => headers.set(name.toLowerCase(), [oneLine(name), oneLine(value)]);
  for (const parameter of required) {
    if (parameter.in === 'header') addHeader(parameter.name, exampleText(parameter));
  }
  if (operation.auth.tokenHeader) addHeader(operation.auth.tokenHeader, tokenPlaceholder);
  if (operation.auth.apiKeyRequired) addHeader('x-api-key', apiKeyPlaceholder);
  if (body && body.body.kind !== 'form') addHeader('content-type', body.contentType);
  return {
    httpMethod: operation.sampleMethod,
    url: `${baseUrl}${fillPath(operation.path, operation.parameters)}${query === '' ? '' : `?${query}`}`,
    headers: [...headers.values()],
    body: body?.body ?? null,
  };
}

function fillPath(path: string, parameters: readonly Parameter[]): string {
  const filled = path
    .split('/')
    .map((segment) => {
      const name = /^\{(.+?)\+?\}$/.exec(segment)?.[1];
      if (name === undefined) return segment.replace(/[^A-Za-z0-9._\-,:@~!$&'()*+;=%]/gu, percentEncode);
      const parameter = parameters.find((candidate) => candidate.in === 'path' && candidate.name === name);
      return percentEncode(parameter ? exampleText(parameter) : name);
    })
    .join('/');
  return filled === '/' ? '' : filled;
}

/** The parameter's example, or its name: `petId` says more than a made-up value. */
function exampleText({ example, name }: Parameter): string {
  if (typeof example === 'number' || typeof example === 'boolean') return String(example);
  if (typeof example === 'string' && example !== '' && example !== 'string') return example;
  const first: unknown = Array.isArray(example) ? example[0] : undefined;
  return typeof first === 'string' || typeof first === 'number' ? String(first) : name;
}

type TypedBody = { contentType: string; body: NonNullable<SampleCall['body']> };

function bodyOf(operation: Omit<Operation, 'samples'>): TypedBody | null {
  const { sampleMethod } = operation;
  if (sampleMethod === 'GET' || sampleMethod === 'HEAD') return null;
  const bodies = operation.requestBody?.bodies ?? [];
  const chosen = bodies.find(({ contentType }) => isJson(contentType)) ?? bodies[0];
  if (!chosen) return null;
  const { contentType, example } = chosen;
  if (isJson(contentType)) {
    const value = example ?? {};
    return { contentType, body: { kind: 'json', value: JSON.stringify(value).length > maxBodyLength ? {} : value } };
  }
  if (/^multipart\/form-data\s*(;|$)/i.test(contentType))
    return { contentType, body: { kind: 'form', fields: fieldsOf(example) } };
  const text = contentType === 'application/x-www-form-urlencoded' ? formText(example) : plainText(example);
  return { contentType, body: { kind: 'text', text: text.slice(0, maxBodyLength) } };
}

function formText(example: unknown): string {
  return fieldsOf(example)
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&');
}

function fieldsOf(example: unknown): [name: string, value: string][] {
  if (typeof example !== 'object' || example === null) return [];
  return Object.entries(example).map(([name, value]) => [oneLine(name), oneLine(plainText(value))]);
}

function plainText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** `encodeURIComponent` that takes any string: a lone surrogate becomes the replacement character. */
function percentEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

/** Header text without line breaks and other control characters, which no header can hold. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim();
}
