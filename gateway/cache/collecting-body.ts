import type { BodySink, BodyStream } from '#gateway/http/types.ts';

/** Passes a stream through and keeps a copy of it, up to a size. */
export class CollectingBody implements BodyStream, BodySink {
  private readonly source: BodyStream;
  private readonly maxBytes: number;
  private readonly collected: (body: Buffer | null) => void;
  private sink: BodySink | null = null;
  private chunks: Buffer[] | null = [];
  private bytes = 0;

  /** @param collected called once: with the whole body, or with null when it was larger or broke off */
  constructor(source: BodyStream, maxBytes: number, collected: (body: Buffer | null) => void) {
    this.source = source;
    this.maxBytes = maxBytes;
    this.collected = collected;
  }

  get length(): number | null {
    return this.source.length;
  }

  open(sink: BodySink): void {
    this.sink = sink;
    this.source.open(this);
  }

  resume(): void {
    this.source.resume();
  }

  cancel(): void {
    this.giveUp();
    this.source.cancel();
  }

  write(chunk: Buffer): boolean {
    this.bytes += chunk.byteLength;
    if (this.bytes > this.maxBytes) this.giveUp();
    // What the socket hands out may be a window of a buffer that it uses again.
    else this.chunks?.push(Buffer.from(chunk));
    return this.sink?.write(chunk) ?? false;
  }

  end(): void {
    const { chunks } = this;
    if (chunks) {
      this.chunks = null;
      this.collected(Buffer.concat(chunks));
    }
    this.sink?.end();
  }

  fail(): void {
    this.giveUp();
    this.sink?.fail();
  }

  private giveUp(): void {
    if (!this.chunks) return;
    this.chunks = null;
    this.collected(null);
  }
}
