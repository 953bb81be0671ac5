import type { Readable } from 'node:stream';

/**
 * What passes between the front end (whatever speaks HTTP) and the pipeline: plain data, bytes in and bytes out. No
 * phase sees a request or response object of Node's, so that a faster front end can take node:http's place.
 */
export type GatewayRequest = {
  readonly method: string;
  /** The request target as it stood in the request line. */
  readonly target: string;
  /** Name and value in turn, as on the wire. */
  readonly rawHeaders: readonly string[];
  readonly remoteAddress: string;
  /** Null when the request has no body. */
  readonly body: RequestBody | null;
};

/** A request's body: read whole, any number of times with one limit, or streamed, once; also after it was read. */
export type RequestBody = {
  /** Length in bytes as declared; null when it is chunked. */
  readonly length: number | null;
  /**
   * The whole body.
   * @throws PayloadTooLarge above `limitBytes`, ClientGone when the caller went away before its end
   */
  read(limitBytes: number): Promise<Buffer>;
  /** The body with backpressure; it is destroyed with the same errors as `read`. */
  stream(limitBytes: number): Readable;
};

/** A body that is larger than the gateway takes. */
export class PayloadTooLarge extends Error {
  override name = 'PayloadTooLarge';
}

/** The caller closed the connection before its request was whole. */
export class ClientGone extends Error {
  override name = 'ClientGone';
}

export type GatewayResponse = {
  status: number;
  /** Name and value in turn. Framing (content-length, transfer-encoding, connection) is the front end's to write. */
  rawHeaders: string[];
  body: Buffer | BodyStream | null;
  /** The length that a HEAD request is told of, as the integration declared it. */
  headLength: string | null;
};

/** Response bytes that are still to come. Nothing flows before `open`, which is called once. */
export type BodyStream = {
  /** Length in bytes when it is known beforehand. */
  readonly length: number | null;
  open(sink: BodySink): void;
  resume(): void;
  /** Gives up: the caller went away. */
  cancel(): void;
};

/** Where a `BodyStream` writes to. */
export type BodySink = {
  /** Takes bytes; false asks the stream to pause until `resume`. */
  write(chunk: Buffer): boolean;
  end(): void;
  /** The bytes so far are all there will be: the caller must see a broken response, not a short one. */
  fail(): void;
};

/** One request together with the way to answer it. `Data` is whatever its handler keeps with it. */
export type HttpCall<Data> = GatewayRequest & {
  data: Data | null;
  /** Answers; the handler's `done` follows, now or when the last byte was handed over. */
  send(response: GatewayResponse): void;
  /** Closes the connection without an answer. */
  abort(): void;
};

export type CallHandler<Data> = {
  handle(call: HttpCall<Data>): void;
  /** The response was handed over whole (`true`), or could not be (`false`). Called once for each `send`. */
  done(call: HttpCall<Data>, complete: boolean): void;
  /** The caller went away before `send`. */
  gone(call: HttpCall<Data>): void;
};
