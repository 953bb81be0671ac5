/** A key, or a function that gives one for each request: for keys that are kept in a vault or rotate. */
export type ApiKeyProvider = string | (() => string | Promise<string>);

export type HeaderValues = Readonly<Record<string, string | undefined>>;

export type ClientOptions = {
  /** The API key, sent as `x-api-key`. Default: the environment variable that the README names. */
  apiKey?: ApiKeyProvider | undefined;
  /** The address of the API. Default: the stage this package was made from. */
  baseUrl?: string | undefined;
  /** How long one attempt may take, in milliseconds. Default: 60,000. */
  timeoutMs?: number | undefined;
  /** How often a request is tried again after a failure that may pass. Default: 2. */
  maxRetries?: number | undefined;
  /** Headers for every request. A value of undefined removes a header. */
  headers?: HeaderValues | undefined;
  /** What sends the requests. Default: the runtime's fetch. */
  fetch?: typeof globalThis.fetch | undefined;
  /** What follows a redirect. Default: `manual`, so that the API key never travels to another address. */
  redirect?: RequestRedirect | undefined;
  /** The User-Agent header; false sends the runtime's own. Browsers always send their own. */
  userAgent?: string | false | undefined;
};

/** Settings of one call; they win over the client's. */
export type RequestOptions = {
  timeoutMs?: number | undefined;
  maxRetries?: number | undefined;
  headers?: HeaderValues | undefined;
  /** Aborts the call, also while it waits for another attempt. */
  signal?: AbortSignal | undefined;
  /** Says that the call may be sent twice, so that it may be retried though its method alone would forbid it. */
  idempotent?: boolean | undefined;
};

/** The value of an environment variable; undefined in a browser. */
export function environment(name: string): string | undefined {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return process?.env?.[name];
}

/** The User-Agent of this package and its runtime; undefined in a browser, which sends its own. */
export function defaultUserAgent(product: string): string | undefined {
  if ('document' in globalThis) return undefined;
  const { process } = globalThis as { process?: { versions?: { node?: string } } };
  const node = process?.versions?.node;
  return node === undefined ? product : `${product} node/${node}`;
}

/** A body of bytes. */
export type BinaryInput = Blob | ArrayBuffer | string;
