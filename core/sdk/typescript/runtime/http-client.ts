import { ApiPromise } from './api-promise.ts';
import type { WithResponse } from './api-promise.ts';
import { encodeForm, encodeHeader, encodeMultipart, encodePath, encodeQuery } from './encode.ts';
import type { HeaderParameter, PathPart, QueryParameter } from './encode.ts';
import {
  ConfigurationError,
  ConnectionError,
  DecodeError,
  RequestAbortedError,
  TimeoutError,
  errorFor,
} from './errors.ts';
import type { ResponseInfo } from './errors.ts';
import { parseJson, stringifyJson } from './json.ts';
import { defaultUserAgent, environment } from './options.ts';
import type { ClientOptions, HeaderValues, RequestOptions } from './options.ts';
import { isIdempotent, isRetryableStatus, retryDelayMs } from './retry.ts';

const defaultTimeoutMs = 60_000;
const defaultRetries = 2;

/** What the generated client knows about its API. */
export type ApiDescription = {
  baseUrl: string;
  /** Name and version of the package, for the User-Agent. */
  product: string;
  apiKeyVariable: string;
};

export type BodyEncoding = 'json' | 'form' | 'multipart' | 'text' | 'binary';

/** One call of an operation, before it is encoded. */
export type OperationCall = {
  method: string;
  path: readonly PathPart[];
  query?: readonly QueryParameter[];
  headers?: readonly HeaderParameter[];
  body?: { encoding: BodyEncoding; contentType: string; value: unknown };
  apiKeyRequired?: boolean;
};

type EncodedRequest = { url: string; init: RequestInit & { headers: Headers } };

/** Sends requests with the client's settings: keys, time limits, retries, errors. */
export class HttpClient {
  readonly #api: ApiDescription;
  readonly #options: ClientOptions;

  constructor(api: ApiDescription, options: ClientOptions) {
    this.#api = api;
    this.#options = options;
  }

  /** Sends a call and reads its answer. The type of the body is what the API's description says; it is not checked. */
  request<T>(call: OperationCall, options: RequestOptions = {}): ApiPromise<T> {
    return new ApiPromise(this.#send<T>(call, options));
  }

  async #send<T>(call: OperationCall, options: RequestOptions): Promise<WithResponse<T>> {
    const request = await this.#encode(call, options);
    const canRepeat = options.idempotent ?? isIdempotent(call.method);
    const retries = canRepeat ? (options.maxRetries ?? this.#options.maxRetries ?? defaultRetries) : 0;
    for (let attempt = 0; ; attempt += 1) {
      const outcome = await this.#attempt(request, options);
      if (outcome instanceof ConnectionError) {
        const waitMs = attempt < retries ? retryDelayMs(attempt, undefined, Date.now(), Math.random()) : undefined;
        if (waitMs === undefined) throw outcome;
        await sleep(waitMs, options.signal);
        continue;
      }
      const { info, bytes } = outcome;
      if (info.status >= 200 && info.status < 300) return { data: (await decode(info, bytes)) as T, response: info };
      if (isRetryableStatus(info.status) && attempt < retries) {
        const waitMs = retryDelayMs(attempt, info.headers, Date.now(), Math.random());
        if (waitMs !== undefined) {
          await sleep(waitMs, options.signal);
          continue;
        }
      }
      throw errorFor(info, await decodeError(info, bytes));
    }
  }

  async #encode(call: OperationCall, options: RequestOptions): Promise<EncodedRequest> {
    const base = (this.#options.baseUrl ?? this.#api.baseUrl).replace(/\/+$/, '');
    const headers = new Headers({ accept: 'application/json, */*;q=0.5' });
    const userAgent = this.#options.userAgent ?? defaultUserAgent(this.#api.product);
    if (typeof userAgent === 'string') headers.set('user-agent', userAgent);
    for (const [name, value] of call.headers ?? []) {
      if (value !== undefined && value !== null) headers.set(name, encodeHeader(value));
    }
    const init: EncodedRequest['init'] = { method: call.method, headers, redirect: this.#options.redirect ?? 'manual' };
    if (call.body && call.body.value !== undefined) {
      init.body = encodeBody(call.body);
      if (call.body.encoding !== 'multipart') headers.set('content-type', call.body.contentType);
    }
    await this.#authorize(headers);
    setHeaders(headers, this.#options.headers);
    setHeaders(headers, options.headers);
    if (call.apiKeyRequired === true && !headers.has('x-api-key')) {
      throw new ConfigurationError(
        `This operation needs an API key: set the option apiKey or ${this.#api.apiKeyVariable}.`,
      );
    }
    return { url: base + encodePath(call.path) + encodeQuery(call.query ?? []), init };
  }

  async #authorize(headers: Headers): Promise<void> {
    const provider = this.#options.apiKey ?? environment(this.#api.apiKeyVariable);
    const key = typeof provider === 'function' ? await provider() : provider;
    if (key !== undefined && key !== '') headers.set('x-api-key', key);
  }

  /** One attempt: its answer, read to the end within the time limit, or why there is none. */
  async #attempt(
    request: EncodedRequest,
    options: RequestOptions,
  ): Promise<{ info: ResponseInfo; bytes: Blob } | ConnectionError> {
    const timeoutMs = options.timeoutMs ?? this.#options.timeoutMs ?? defaultTimeoutMs;
    const timer = AbortSignal.timeout(timeoutMs);
    const signal = options.signal ? AbortSignal.any([options.signal, timer]) : timer;
    const send = this.#options.fetch ?? globalThis.fetch;
    try {
      const response = await send(request.url, { ...request.init, signal });
      const bytes = await response.blob();
      return { info: infoOf(response, request.url), bytes };
    } catch (cause) {
      if (options.signal?.aborted) throw new RequestAbortedError('The request was aborted.', { cause });
      if (timer.aborted) return new TimeoutError(`The API did not answer within ${timeoutMs} ms.`, { cause });
      return new ConnectionError('The API could not be reached.', { cause });
    }
  }
}

function setHeaders(headers: Headers, values: HeaderValues = {}): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) headers.delete(name);
    else headers.set(name, value);
  }
}

function encodeBody({ encoding, value }: NonNullable<OperationCall['body']>): BodyInit {
  if (encoding === 'json') return stringifyJson(value) ?? '';
  if (encoding === 'form') return encodeForm(value);
  return encoding === 'multipart' ? encodeMultipart(value) : (value as BodyInit);
}

function infoOf(response: Response, url: string): ResponseInfo {
  const { status, headers } = response;
  const requestId = headers.get('x-amzn-requestid') ?? headers.get('x-request-id') ?? undefined;
  return { status, headers, requestId, url: response.url || url };
}

/** JSON as a value, other text as text, anything else as the bytes; nothing as undefined. */
async function decode(info: ResponseInfo, bytes: Blob): Promise<unknown> {
  if (bytes.size === 0) return undefined;
  const type = (info.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/json' || type.endsWith('+json')) {
    try {
      return parseJson(await bytes.text());
    } catch (cause) {
      throw new DecodeError('The API answered with a body that is not valid JSON.', info, { cause });
    }
  }
  return type.startsWith('text/') || type.endsWith('xml') ? bytes.text() : bytes;
}

/** An error's body is read as far as it can be: an error must not hide behind another one. */
async function decodeError(info: ResponseInfo, bytes: Blob): Promise<unknown> {
  try {
    return await decode(info, bytes);
  } catch {
    return bytes.text();
  }
}

/** Waits, unless the caller aborts. */
function sleep(durationMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(new RequestAbortedError('The request was aborted.'));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, durationMs);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}
