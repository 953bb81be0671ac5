import { setTimeout as delay } from 'node:timers/promises';
import { LogFile } from './log-file.ts';

/** Characters that wait for a slow disk or pipe; what comes beyond is dropped and counted. */
const waitingMaxLength = 8 * 1024 * 1024;
/** How often a loss is spoken of at most, ms. */
const warnEveryMs = 10_000;
/** How long lines that wait when the node stops are waited for, ms. */
const closeMs = 2_000;

/**
 * Writes the access log of the whole node, one line per request, to a file or to standard output. Requests never wait for
 * it: lines that find no room are dropped, and a warning says how many.
 */
export class LogWriter {
  private readonly file: LogFile | null;
  private readonly warn: (message: string) => void;
  private readonly maxLength: number;
  private waiting: string[] = [];
  private waitingLength = 0;
  /** Lines that wait or are being written. */
  private unwritten = 0;
  private hasGivenUp = false;
  private writing: Promise<void> | null = null;
  private unreported = 0;
  private warnedAtMs = -warnEveryMs;
  private reason = '';
  private timer: NodeJS.Timeout | null = null;
  /** Lines that were lost since the node started. */
  dropped = 0;

  /** @param path null is standard output */
  constructor(path: string | null, warn: (message: string) => void, maxLength = waitingMaxLength) {
    this.file = path === null ? null : new LogFile(path);
    this.warn = warn;
    this.maxLength = maxLength;
  }

  add({ text, count }: { text: string; count: number }): void {
    if (this.waitingLength + text.length > this.maxLength) return this.drop(count, 'what takes the log is too slow');
    this.waiting.push(text);
    this.waitingLength += text.length;
    this.unwritten += count;
    this.writing ??= this.drain().finally(() => (this.writing = null));
  }

  /** The next lines go to a new file at the path: something moved the old one away. */
  reopen(): void {
    this.file?.reopen();
  }

  /** Writes what waits. What is not taken within `limitMs` is dropped: nobody may be reading. */
  async close(limitMs = closeMs): Promise<void> {
    if (this.writing) await Promise.race([this.writing, delay(limitMs, undefined, { ref: false })]);
    if (this.writing) {
      this.hasGivenUp = true;
      this.drop(this.unwritten, 'the node stopped before they were taken');
      this.file?.close().catch(() => undefined);
    } else {
      await this.file?.close();
    }
    this.report();
  }

  private async drain(): Promise<void> {
    while (this.waiting.length > 0 && !this.hasGivenUp) {
      const text = this.waiting.join('');
      const count = this.unwritten;
      this.waiting = [];
      try {
        await (this.file ? this.file.write(text) : writeOut(text));
      } catch (error) {
        if (this.hasGivenUp) return;
        this.file?.reopen();
        this.drop(count, (error as Error).message);
      }
      this.waitingLength -= text.length;
      this.unwritten -= count;
    }
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
