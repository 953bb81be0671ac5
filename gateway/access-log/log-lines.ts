/** How long lines wait to be sent together, ms, and how many characters are sent at once. */
const flushMs = 100;
const flushLength = 64 * 1024;

/** Takes a bundle of lines, each with its end. */
export type LinesSink = (lines: { text: string; count: number }) => void;

/** Bundles the access log lines of one worker thread, so that a request costs no system call. */
export class LogLines {
  private readonly sink: LinesSink;
  private text = '';
  private count = 0;
  private timer: NodeJS.Timeout | null = null;

  constructor(sink: LinesSink) {
    this.sink = sink;
  }

  /** @param line without its end */
  add(line: string): void {
    this.text += `${line}\n`;
    this.count += 1;
    if (this.text.length >= flushLength) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), flushMs);
  }

  flush(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const { text, count } = this;
    if (count === 0) return;
    this.text = '';
    this.count = 0;
    this.sink({ text, count });
  }
}
