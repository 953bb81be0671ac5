import type { PackedSeries } from '#core/telemetry/packed-series.ts';
import { methodMask, wordsPerRequest, type LogChunk } from './request-log.ts';
import { SeriesTable } from './series-table.ts';

/** What the numbers of one worker's log mean in the table: its methods and keys of the minute that it last spoke of. */
export class LogSource {
  /** By the worker's number. */
  methods: number[] = [];
  keys: number[] = [];
  private names: Pick<LogChunk, 'methods' | 'keyIds'> = { methods: [], keyIds: [] };
  private minuteMs = 0;
  private round = 0;

  /**
   * Takes in what a chunk numbers.
   * @param round goes up when the table was emptied: what was looked up before holds no more
   */
  follow({ minuteMs, methods, keyIds }: LogChunk, table: SeriesTable, round: number): void {
    if (minuteMs !== this.minuteMs) {
      this.minuteMs = minuteMs;
      this.names = { methods: [], keyIds: [] };
    }
    this.names.methods.push(...methods);
    this.names.keyIds.push(...keyIds);
    if (round !== this.round) {
      this.round = round;
      this.methods = [];
      this.keys = [0];
    }
    for (const name of this.names.methods.slice(this.methods.length)) this.methods.push(table.method(name));
    for (const keyId of this.names.keyIds.slice(this.keys.length - 1)) this.keys.push(table.key(keyId));
  }
}

/** Counts what all workers logged into one set of series, a minute at a time. */
export class NodeSeries {
  private readonly table = new SeriesTable();
  private packed: PackedSeries[] = [];
  private minuteMs = 0;
  private round = 0;

  /** Counts the requests of a chunk. Chunks of one source come in the order in which they were sent. */
  fold(source: LogSource, chunk: LogChunk): void {
    if (chunk.minuteMs !== this.minuteMs) this.enterMinute(chunk.minuteMs);
    source.follow(chunk, this.table, this.round);
    const { words } = chunk;
    const { methods, keys } = source;
    const times = new Float32Array(words.buffer, words.byteOffset, words.length);
    for (let at = 0; at < words.length; at += wordsPerRequest) {
      const head = words[at] ?? 0;
      const slot = this.table.slot(methods[head & methodMask] ?? 0, keys[words[at + 1] ?? 0] ?? 0);
      this.table.add(slot, head, times[at + 2] ?? 0, times[at + 3] ?? -1);
    }
  }

  /** What was counted since the last call. After a late chunk there may be several blocks of one minute. */
  take(): PackedSeries[] {
    const last = this.table.take(this.minuteMs);
    const packed = last ? [...this.packed, last] : this.packed;
    this.packed = [];
    return packed;
  }

  private enterMinute(minuteMs: number): void {
    this.packed = this.take();
    this.table.reset();
    this.minuteMs = minuteMs;
    this.round += 1;
  }
}
