import type { MethodName } from '#core/telemetry/event.ts';

/** Log entries name methods and keys by numbers. A number holds for the round of the log in which it was given. */
type Numbered = { number: number; numberedIn: number };
export type LoggedMethod = Numbered & { readonly name: MethodName };
export type LoggedKey = Numbered & { readonly state: { readonly id: string } };

/**
 * Some requests of one minute, four words each: method number with status class and cache outcome, key number (0 for none),
 * then as 32-bit floats the latency and the integration's latency in ms, the latter below 0 when there was none.
 */
export type LogChunk = {
  /** Start of the minute, epoch ms. A worker's numbers start again with each minute. */
  minuteMs: number;
  /** What was numbered since the chunk before: methods from 0, keys from 1. */
  methods: MethodName[];
  keyIds: string[];
  words: Uint32Array<ArrayBuffer>;
};

export const wordsPerRequest = 4;
export const methodMask = 0xff_ffff;
export const status4xx = 1 << 24;
export const status5xx = 2 << 24;
export const cacheHit = 4 << 24;
export const cacheMiss = 8 << 24;

/** Requests of one chunk, 128 KiB: what a busy worker keeps, and what one that is killed may lose. */
const capacity = 8_192;

/**
 * Requests in the order of their ends. Writing one touches the same few cache lines as the one before; to count it into
 * its series, spread over megabytes, is left to the main thread, which does thousands in one go.
 */
export class RequestLog {
  private readonly send: (chunk: LogChunk) => void;
  private words = new Uint32Array(capacity * wordsPerRequest);
  private times = new Float32Array(this.words.buffer);
  private length = 0;
  private minuteMs = 0;
  private round = 0;
  private methodCount = 0;
  private keyCount = 0;
  private methods: MethodName[] = [];
  private keyIds: string[] = [];

  /** @param send takes each chunk, whose words are its own */
  constructor(send: (chunk: LogChunk) => void) {
    this.send = send;
  }

  /** Ends the minute of the requests so far; those that follow belong to the one that starts at `minuteMs` (epoch). */
  enterMinute(minuteMs: number): void {
    this.flush();
    this.minuteMs = minuteMs;
    this.round += 1;
    this.methodCount = 0;
    this.keyCount = 0;
  }

  /** Adds one request; only after `enterMinute`. Latencies in ms; null when the request did not reach its integration. */
  add(
    method: LoggedMethod,
    key: LoggedKey | null,
    status: number,
    cache: 'hit' | 'miss' | null,
    latencyMs: number,
    integrationLatencyMs: number | null,
  ): void {
    if (method.numberedIn !== this.round) this.numberMethod(method);
    if (key !== null && key.numberedIn !== this.round) this.numberKey(key);
    let head = method.number;
    if (status >= 500) head |= status5xx;
    else if (status >= 400) head |= status4xx;
    if (cache !== null) head |= cache === 'hit' ? cacheHit : cacheMiss;
    const at = this.length;
    this.words[at] = head;
    this.words[at + 1] = key === null ? 0 : key.number;
    this.times[at + 2] = latencyMs;
    this.times[at + 3] = integrationLatencyMs ?? -1;
    this.length = at + wordsPerRequest;
    if (this.length === this.words.length) this.flush();
  }

  /** Sends what was not sent yet. */
  flush(): void {
    if (this.length === 0) return;
    const isLarge = this.length * 2 > this.words.length;
    const words = isLarge ? this.words.subarray(0, this.length) : this.words.slice(0, this.length);
    this.send({ minuteMs: this.minuteMs, methods: this.methods, keyIds: this.keyIds, words });
    if (isLarge) {
      this.words = new Uint32Array(capacity * wordsPerRequest);
      this.times = new Float32Array(this.words.buffer);
    }
    this.length = 0;
    this.methods = [];
    this.keyIds = [];
  }

  private numberMethod(method: LoggedMethod): void {
    method.number = this.methodCount & methodMask;
    method.numberedIn = this.round;
    this.methodCount += 1;
    this.methods.push(method.name);
  }

  private numberKey(key: LoggedKey): void {
    this.keyCount += 1;
    key.number = this.keyCount;
    key.numberedIn = this.round;
    this.keyIds.push(key.state.id);
  }
}
