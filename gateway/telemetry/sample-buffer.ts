import type { RequestSample } from '#core/telemetry/event.ts';

/** Samples of one interval: failures of the gateway and the upstream (5xx), requests that were refused (4xx), a few others. */
const maxFailures = 200;
const maxRefusals = 100;
const maxOthers = 20;

/** Of the samples that it is offered it keeps so many, each with the same chance (reservoir sampling, Vitter's algorithm R). */
class Reservoir {
  private readonly size: number;
  private samples: RequestSample[] = [];
  private seen = 0;
  private place = 0;

  constructor(size: number) {
    this.size = size;
  }

  wants(random: () => number): boolean {
    this.seen += 1;
    this.place = this.seen <= this.size ? this.seen - 1 : Math.floor(random() * this.seen);
    return this.place < this.size;
  }

  add(sample: RequestSample): void {
    this.samples[this.place] = sample;
  }

  take(): RequestSample[] {
    const { samples } = this;
    this.samples = [];
    this.seen = 0;
    return samples;
  }
}

/** A bounded sample of the requests of an interval. No number of requests that are refused hides those that failed. */
export class SampleBuffer {
  private readonly failures = new Reservoir(maxFailures);
  private readonly refusals = new Reservoir(maxRefusals);
  private readonly others = new Reservoir(maxOthers);
  private readonly random: () => number;

  constructor(random: () => number) {
    this.random = random;
  }

  /** Whether the request with this status is to be kept: ask once for each request, then `add` it. */
  wants(status: number): boolean {
    return this.of(status).wants(this.random);
  }

  /** Keeps the request that `wants` was just asked about. */
  add(sample: RequestSample): void {
    this.of(sample.status).add(sample);
  }

  /** The samples so far, failures first, and starts again. */
  take(): RequestSample[] {
    return [...this.failures.take(), ...this.refusals.take(), ...this.others.take()];
  }

  private of(status: number): Reservoir {
    if (status >= 500) return this.failures;
    return status >= 400 ? this.refusals : this.others;
  }
}
