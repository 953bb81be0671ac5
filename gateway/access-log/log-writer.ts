import { open, type FileHandle } from 'node:fs/promises';

/** Characters that wait for a slow disk or pipe; what comes beyond is dropped and counted. */
const waitingMaxLength = 8 * 1024 * 1024;
/** How often a loss is spoken of at most, ms. */
const warnEveryMs = 10_000;

/**
 * Writes the access log of the whole node, one line per request, to a file or to standard output. Requests never wait for
 * it: lines that find no room are dropped, and a warning says how many.
 */
export class LogWriter {
  private readonly path: string | null;
  private readonly warn: (message: string) => void;
  private readonly maxLength: number;
  private waiting: string[] = [];
  private waitingLength = 0;
  private file: FileHandle | null = null;
  private isStale = false;
  private writing: Promise<void> | null = null;
  private unreported = 0;
  private warnedAtMs = -warnEveryMs;
  private reason = '';
  private timer: NodeJS.Timeout | null = null;
  /** Lines that were lost since the node started. */
  dropped = 0;

  /** @param path null is standard output */
  constructor(path: string | null, warn: (message: string) => void, maxLength = waitingMaxLength) {
    this.path = path;
    this.warn = warn;
    this.maxLength = maxLength;
  }

  add({ text, count }: { text: string; count: number }): void {
    if (this.waitingLength + text.length > this.maxLength) return this.drop(count, 'what takes the log is too slow');
    this.waiting.push(text);
    this.waitingLength += text.length;
    this.writing ??= this.drain().finally(() => (this.writing = null));
  }

  /** The next lines go to a new file at the path: something moved the old one away. */
  reopen(): void {
    this.isStale = true;
  }

  /** Writes what waits. */
  async close(): Promise<void> {
    await this.writing;
    this.report();
    await this.file?.close();
    this.file = null;
  }

  private async drain(): Promise<void> {
    while (this.waiting.length > 0) {
      const text = this.waiting.join('');
      this.waiting = [];
      try {
        await this.write(text);
      } catch (error) {
        this.isStale = true;
        this.drop(text.split('\n').length - 1, (error as Error).message);
      }
      this.waitingLength -= text.length;
    }
  }

  private async write(text: string): Promise<void> {
    if (this.path === null) return writeOut(text);
    if (this.isStale) {
      this.isStale = false;
      await this.file?.close().catch(() => undefined);
      this.file = null;
    }
    this.file ??= await open(this.path, 'a', 0o640);
    await this.file.appendFile(text);
  }

  private drop(count: number, why: string): void {
    this.dropped += count;
    this.unreported += count;
    this.reason = why;
    const waitMs = this.warnedAtMs + warnEveryMs - performance.now();
    if (waitMs <= 0) this.report();
    else this.timer ??= setTimeout(() => this.report(), waitMs).unref();
  }

  private report(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    if (this.unreported === 0) return;
    this.warnedAtMs = performance.now();
    this.warn(`${this.unreported} access log lines were dropped: ${this.reason}`);
    this.unreported = 0;
  }
}

function writeOut(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
