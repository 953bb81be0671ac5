import type { TestRequest } from '#core/nodes/channel.ts';
import type { TestResult } from '#core/telemetry/trace.ts';
import type { BodySink, GatewayResponse, HttpCall, RequestBody } from '#gateway/http/types.ts';
import { Readable } from 'node:stream';
import type { Exchange } from './exchange.ts';

/** Largest response body that a test result carries, bytes. */
const resultMaxBytes = 1024 * 1024;

/** What a test call was answered. */
export type TestAnswer = Pick<TestResult, 'status' | 'rawHeaders' | 'body' | 'bodyEncoding' | 'truncated'>;

/** A request that no connection brought: it goes through the same phases, and its response is kept. */
export class TestCall implements HttpCall<Exchange>, BodySink {
  data: Exchange | null = null;
  readonly method: string;
  readonly target: string;
  readonly rawHeaders: readonly string[];
  readonly remoteAddress = '127.0.0.1';
  readonly body: RequestBody | null;
  private readonly answered: (answer: TestAnswer) => void;
  private response: GatewayResponse | null = null;
  private chunks: Buffer[] = [];
  private bytes = 0;

  /** @param basePath `/{apiId}/{stage}` */
  constructor(request: TestRequest, basePath: string, answered: (answer: TestAnswer) => void) {
    this.method = request.httpMethod;
    this.target = `${basePath}${request.target}`;
    this.rawHeaders = request.rawHeaders;
    this.body = request.body === null || request.body === '' ? null : new TextBody(request.body);
    this.answered = answered;
  }

  send(response: GatewayResponse): void {
    this.response = response;
    const { body } = response;
    if (body !== null && !Buffer.isBuffer(body)) return body.open(this);
    if (body) this.write(body);
    this.end();
  }

  abort(): void {
    this.response = { status: 500, rawHeaders: [], body: null, headLength: null };
    this.end();
  }

  write(chunk: Buffer): boolean {
    if (this.bytes < resultMaxBytes) this.chunks.push(chunk.subarray(0, resultMaxBytes - this.bytes));
    this.bytes += chunk.byteLength;
    return true;
  }

  end(): void {
    const { response } = this;
    const bytes = Buffer.concat(this.chunks);
    this.answered({
      status: response?.status ?? 500,
      rawHeaders: response?.rawHeaders ?? [],
      ...readable(bytes),
      truncated: this.bytes > bytes.byteLength,
    });
  }

  fail(): void {
    this.end();
  }
}

function readable(bytes: Buffer): Pick<TestAnswer, 'body' | 'bodyEncoding'> {
  try {
    return { body: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), bodyEncoding: 'text' };
  } catch {
    return { body: bytes.toString('base64'), bodyEncoding: 'base64' };
  }
}

class TextBody implements RequestBody {
  readonly length: number;
  private readonly bytes: Buffer;

  constructor(text: string) {
    this.bytes = Buffer.from(text);
    this.length = this.bytes.byteLength;
  }

  async read(): Promise<Buffer> {
    return this.bytes;
  }

  stream(): Readable {
    return Readable.from([this.bytes]);
  }
}
