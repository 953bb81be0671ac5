import { constants, createDeflate, createGzip, type Zlib } from 'node:zlib';
import type { Transform } from 'node:stream';
import type { BodySink, BodyStream } from '#gateway/http/types.ts';
import type { Coding } from './accepted-coding.ts';

/**
 * Compresses a stream as it flows. Each piece is flushed, so that a stream of events reaches its reader piece by piece, and
 * pressure of a slow reader goes through to the source.
 */
export class CompressedBody implements BodyStream, BodySink {
  readonly length = null;
  private readonly source: BodyStream;
  private readonly coder: Transform & Zlib;
  private sink: BodySink | null = null;
  private isOver = false;

  constructor(source: BodyStream, coding: Coding) {
    this.source = source;
    const options = { flush: constants.Z_SYNC_FLUSH };
    this.coder = coding === 'gzip' ? createGzip(options) : createDeflate(options);
  }

  open(sink: BodySink): void {
    this.sink = sink;
    const { coder } = this;
    coder.on('data', (chunk: Buffer) => {
      if (!sink.write(chunk)) coder.pause();
    });
    coder.on('drain', () => this.source.resume());
    coder.on('end', () => this.finish(() => sink.end()));
    coder.on('error', () => {
      this.source.cancel();
      this.finish(() => sink.fail());
    });
    this.source.open(this);
  }

  resume(): void {
    this.coder.resume();
  }

  cancel(): void {
    this.source.cancel();
    this.finish(() => undefined);
  }

  write(chunk: Buffer): boolean {
    return this.isOver || this.coder.write(chunk);
  }

  end(): void {
    this.coder.end();
  }

  fail(): void {
    this.finish(() => this.sink?.fail());
  }

  private finish(then: () => void): void {
    if (this.isOver) return;
    this.isOver = true;
    this.coder.destroy();
    then();
  }
}
