import type { RequestSample } from '#core/telemetry/event.ts';

/** Samples of one interval: errors of the gateway and the upstream first, then a few of everything else. */
const maxErrors = 200;
const maxOthers = 20;

/**
 * A bounded sample of the requests of an interval. Beyond the bound each request has the same chance to be kept
 * (reservoir sampling, Vitter's algorithm R), errors among errors and the rest among the rest.
 */
export class SampleBuffer {
  private errors: RequestSample[] = [];
  private others: RequestSample[] = [];
  private seenErrors = 0;
  private seenOthers = 0;
  private place = 0;
  private readonly random: () => number;

  constructor(random: () => number) {
    this.random = random;
  }

  /** Whether the request with this status is to be kept: ask once for each request, then `add` it. */
  wants(status: number): boolean {
    if (status >= 400) {
      this.seenErrors += 1;
      this.place = this.seenErrors <= maxErrors ? this.seenErrors - 1 : Math.floor(this.random() * this.seenErrors);
      return this.place < maxErrors;
    }
    this.seenOthers += 1;
    this.place = this.seenOthers <= maxOthers ? this.seenOthers - 1 : Math.floor(this.random() * this.seenOthers);
    return this.place < maxOthers;
  }

  /** Keeps the request that `wants` was just asked about. */
  add(sample: RequestSample): void {
    (sample.status >= 400 ? this.errors : this.others)[this.place] = sample;
  }

  /** The samples so far, errors first, and starts again. */
  take(): RequestSample[] {
    const samples = [...this.errors, ...this.others];
    this.errors = [];
    this.others = [];
    this.seenErrors = 0;
    this.seenOthers = 0;
    return samples;
  }
}
