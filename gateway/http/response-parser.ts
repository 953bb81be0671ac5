import { createRequire } from 'node:module';

/** What a parser finds in an upstream's bytes, in this order for each response; informational responses are among them. */
export type ResponseEvents = {
  /** Name and value in turn. Returns whether the response has no body whatever its headers say. */
  head(status: number, rawHeaders: string[], isKeptAlive: boolean): boolean;
  /** A part of the body, without chunk framing; the bytes are the receiver's to keep. */
  data(chunk: Buffer): void;
  /** The response is whole. */
  complete(): void;
};

type NativeParser = {
  [callback: number]: unknown;
  initialize(type: number, resource: object, maxHeaderSize: number, lenient: number): void;
  execute(bytes: Buffer): number | Error;
  finish(): Error | undefined;
  close(): void;
};

type NativeParserClass = {
  new (): NativeParser;
  RESPONSE: number;
  kLenientNone: number;
  kOnHeaders: number;
  kOnHeadersComplete: number;
  kOnBody: number;
  kOnMessageComplete: number;
};

// Node's llhttp, the parser of its own HTTP client. The module has no types, since Node does not document it.
const { HTTPParser } = createRequire(import.meta.url)('node:_http_common') as { HTTPParser: NativeParserClass };

/** Largest header block of a response, bytes. */
const headMaxBytes = 65_536;

/** Parses the responses on one connection by llhttp's strict grammar (RFC 9112). */
export class ResponseParser {
  private readonly native = new HTTPParser();
  /** Header lines that came before the last piece of a long block. */
  private headers: string[] = [];

  constructor(events: ResponseEvents) {
    const { native } = this;
    native.initialize(HTTPParser.RESPONSE, {}, headMaxBytes, HTTPParser.kLenientNone);
    native[HTTPParser.kOnHeaders] = (headers: string[]) => {
      this.headers = this.headers.concat(headers);
    };
    native[HTTPParser.kOnHeadersComplete] = (
      _major: number,
      _minor: number,
      headers: string[] | undefined,
      _method: unknown,
      _url: unknown,
      status: number,
      _reason: string,
      isUpgrade: boolean,
      isKeptAlive: boolean,
    ): number => {
      const rawHeaders = headers ?? this.headers;
      if (this.headers.length > 0) this.headers = [];
      if (isUpgrade || status === 101)
        throw Object.assign(new Error('It changed the protocol unasked.'), { code: 'HPE_UPGRADE' });
      return events.head(status, rawHeaders, isKeptAlive) ? 1 : 0;
    };
    native[HTTPParser.kOnBody] = (chunk: Buffer) => events.data(chunk);
    native[HTTPParser.kOnMessageComplete] = () => {
      // Trailers come by `kOnHeaders` too; they are no part of the next response's head.
      if (this.headers.length > 0) this.headers = [];
      events.complete();
    };
  }

  /** Takes bytes. Returns why they are no response, or null. */
  parse(bytes: Buffer): Error | null {
    try {
      const result = this.native.execute(bytes);
      return typeof result === 'number' ? null : result;
    } catch (error) {
      return error as Error;
    }
  }

  /** The connection ended, or a response should have: the error is null unless the bytes so far stop in the middle of one. */
  finish(): Error | null {
    return this.native.finish() ?? null;
  }

  /** Frees it, once the call that may be running has returned. */
  close(): void {
    setImmediate(closeNative, this.native);
  }
}

function closeNative(native: NativeParser): void {
  native.close();
}
