import type { ControlPlane, ControlPlaneError } from '../control-plane.ts';
import type { Interval } from './merge.ts';
import type { Outbox } from './outbox.ts';

export type FlusherOptions = {
  /** What was recorded since the last call. */
  collect: () => Promise<Interval>;
  outbox: Outbox;
  controlPlane: ControlPlane;
  everyMs: number;
  failed: (error: Error) => void;
};

/** Sends telemetry at an interval, each batch again until the control plane has acknowledged it. */
export class Flusher {
  private readonly options: FlusherOptions;
  private timer: NodeJS.Timeout | null = null;
  private sending: Promise<void> | null = null;

  constructor(options: FlusherOptions) {
    this.options = options;
  }

  start(): void {
    this.timer = setInterval(() => void this.flush(), this.options.everyMs);
    this.timer.unref();
  }

  /** Takes what was recorded, and sends what waits. One sender at a time. */
  async flush(): Promise<void> {
    const { collect, outbox } = this.options;
    outbox.add(await collect());
    await (this.sending ??= this.send().finally(() => (this.sending = null)));
  }

  /** Stops, after a last attempt that takes at most `limitMs`. */
  async stop(limitMs: number): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    const limit = new Promise<void>((resolve) => setTimeout(resolve, limitMs).unref());
    await Promise.race([this.flush().then(() => this.flush()), limit]);
  }

  private async send(): Promise<void> {
    const { outbox, controlPlane, failed } = this.options;
    for (;;) {
      const batch = outbox.next();
      if (!batch) return;
      try {
        await controlPlane.sendTelemetry(batch);
        outbox.acknowledge(batch);
      } catch (error) {
        failed(error as Error);
        if ((error as ControlPlaneError).isTransient) return;
        outbox.reject(batch);
      }
    }
  }
}
