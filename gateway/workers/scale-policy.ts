/** Busy share of a worker's event loop above which one more is started, and how long it must last, s. */
export const growAbove = 0.7;
export const growAfterS = 3;
/** Share that the workers would have with one fewer, below which one is drained, and how long that must last, s. */
export const shrinkBelow = 0.4;
export const shrinkAfterS = 30;

export type ScaleLimits = { min: number; max: number };

/**
 * Decides the number of workers by load, once a second. Growing is quick and shrinking slow, and the two thresholds lie apart,
 * so that a load that goes up and down does not make workers come and go.
 */
export class ScalePolicy {
  private readonly limits: ScaleLimits;
  private busyS = 0;
  private idleS = 0;

  constructor(limits: ScaleLimits) {
    this.limits = limits;
  }

  /**
   * @param utilizations busy share of each worker's event loop in the last second, 0 to 1
   * @returns 1 to start a worker, -1 to drain one, 0 to leave it
   */
  decide(utilizations: readonly number[]): -1 | 0 | 1 {
    const count = utilizations.length;
    const sum = utilizations.reduce((total, share) => total + share, 0);
    this.busyS = count > 0 && sum / count > growAbove ? this.busyS + 1 : 0;
    this.idleS = count > 1 && sum / (count - 1) < shrinkBelow ? this.idleS + 1 : 0;
    if (this.busyS >= growAfterS && count < this.limits.max) return this.decided(1);
    if (this.idleS >= shrinkAfterS && count > this.limits.min) return this.decided(-1);
    return 0;
  }

  private decided<Step extends -1 | 1>(step: Step): Step {
    this.busyS = 0;
    this.idleS = 0;
    return step;
  }
}
