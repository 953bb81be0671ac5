import { mkdir, open, readFile, rename, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { QuotaCounter, QuotaCounters } from './quota.ts';

/** How often changed counters are written: what a `kill -9` may lose at most, ms. */
export const quotaFlushEveryMs = 1_000;

/** The journal is rewritten when it has this many lines more than there are counters, and four times as many. */
const slackLines = 10_000;

type Line = { counter: QuotaCounter; text: string };

/**
 * Keeps quota counters on disk: one line per change, the last line of a counter wins, rewritten when it grows long. A
 * torn or damaged line is skipped, so damage costs one counter's last second and never sets others back to 0.
 */
export class QuotaJournal {
  private readonly path: string;
  private readonly counters: QuotaCounters;
  /** The last line of each counter. */
  private readonly written = new Map<QuotaCounter, string>();
  private file: FileHandle | null = null;
  private lines = 0;
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> = Promise.resolve();
  /** Why the last write failed, or null. */
  problem: string | null = null;

  constructor(path: string, counters: QuotaCounters) {
    this.path = path;
    this.counters = counters;
  }

  /** Reads what there is and starts to write once a second. */
  async start(): Promise<void> {
    await this.load();
    this.timer = setInterval(() => void this.flush(), quotaFlushEveryMs);
    this.timer.unref();
  }

  /** Writes every changed counter. Failures are kept in `problem`, and the counters are tried again. */
  flush(): Promise<void> {
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.flush();
    await this.file?.close();
    this.file = null;
  }

  private async load(): Promise<void> {
    const text = await readFile(this.path, 'utf8').catch(() => '');
    for (const line of text.split('\n')) {
      const [workspaceId, planId, keyId, ...rest] = line.split(' ');
      if (rest.pop() !== '.' || !workspaceId || !planId || !keyId) continue;
      // Lines of earlier versions have no mark of an extension.
      const [used = NaN, periodStartMs = NaN, extension = 0] = rest.map(Number);
      if (![used, periodStartMs, extension].every(Number.isSafeInteger)) continue;
      const counter = this.counters.counter(workspaceId, planId, keyId);
      counter.set({ used, periodStartMs });
      counter.extension = extension;
      this.written.set(counter, lineOf(counter));
      this.lines += 1;
    }
  }

  private async write(): Promise<void> {
    const isLong = this.lines > this.counters.size * 4 + slackLines;
    const due = this.due(isLong);
    if (due.length === 0) return;
    const text = due.map((line) => line.text).join('');
    try {
      await (isLong ? this.rewrite(text) : this.append(text));
      for (const line of due) this.written.set(line.counter, line.text);
      this.lines = isLong ? due.length : this.lines + due.length;
      this.problem = null;
    } catch (error) {
      this.problem = `Quota counters cannot be written to ${this.path}: ${(error as Error).message}`;
      await this.file?.close().catch(() => undefined);
      this.file = null;
    }
  }

  /** The counters that changed since they were written, or all that have counted. */
  private due(all: boolean): Line[] {
    const due: Line[] = [];
    for (const counter of this.counters.values()) {
      const text = lineOf(counter);
      if (text !== '' && (all || this.written.get(counter) !== text)) due.push({ counter, text });
    }
    return due;
  }

  private async append(text: string): Promise<void> {
    if (!this.file) {
      await mkdir(dirname(this.path), { recursive: true });
      this.file = await open(this.path, 'a', 0o600);
      // The last line may be torn; a line break keeps it from spoiling the next one.
      await this.file.appendFile('\n');
    }
    await this.file.appendFile(text);
    await this.file.datasync();
  }

  private async rewrite(text: string): Promise<void> {
    const next = `${this.path}.tmp`;
    const file = await open(next, 'w', 0o600);
    await file.writeFile(text);
    await file.datasync();
    await file.close();
    await rename(next, this.path);
    await this.file?.close();
    this.file = null;
  }
}

/** A counter as the journal keeps it; empty before its first request. */
function lineOf(counter: QuotaCounter): string {
  const { workspaceId, planId, keyId, counted, extension } = counter;
  if (!counted) return '';
  return `${workspaceId} ${planId} ${keyId} ${counted.used} ${counted.periodStartMs} ${extension} .\n`;
}
