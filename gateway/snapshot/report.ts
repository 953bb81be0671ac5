import { setTimeout as sleep } from 'node:timers/promises';
import { nodeReportEveryMs, type NodeReport } from '#core/nodes/channel.ts';
import type { ControlPlane } from '../control-plane.ts';

/** Changes that come within this time share a report, ms. */
const gatherMs = 20;

/** How long the last report may take, ms. */
const lastReportMs = 2_000;

/** Tells the control plane what this node runs: soon after every change, and at an interval. */
export class Reporter {
  private readonly controlPlane: ControlPlane;
  private readonly compose: () => Promise<NodeReport | null>;
  private readonly failed: (error: Error) => void;
  private soon: NodeJS.Timeout | null = null;
  private timer: NodeJS.Timeout | null = null;
  private sending: Promise<void> | null = null;
  private again = false;

  /** @param compose the report as of now, once it is true in every worker; null while no control plane was reached */
  constructor(controlPlane: ControlPlane, compose: () => Promise<NodeReport | null>, failed: (error: Error) => void) {
    this.controlPlane = controlPlane;
    this.compose = compose;
    this.failed = failed;
  }

  start(): void {
    this.timer = setInterval(() => void this.send(), nodeReportEveryMs);
    this.timer.unref();
  }

  /** Something changed. */
  changed(): void {
    this.soon ??= setTimeout(() => {
      this.soon = null;
      void this.send();
    }, gatherMs).unref();
  }

  /** Ends the reports with one that says so, after any that is on its way: it must be the last to arrive. */
  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    if (this.soon) clearTimeout(this.soon);
    await Promise.race([this.sayGoodbye(), sleep(lastReportMs, undefined, { ref: false })]);
  }

  private async sayGoodbye(): Promise<void> {
    await this.sending;
    const report = await this.compose();
    if (report) await this.controlPlane.report({ ...report, stopping: true }).catch(this.failed);
  }

  private async send(): Promise<void> {
    if (this.sending) {
      this.again = true;
      return;
    }
    this.sending = this.sendLatest();
    await this.sending;
    this.sending = null;
  }

  private async sendLatest(): Promise<void> {
    try {
      do {
        this.again = false;
        const report = await this.compose();
        if (report) await this.controlPlane.report(report);
      } while (this.again);
    } catch (error) {
      this.failed(error as Error);
    }
  }
}
