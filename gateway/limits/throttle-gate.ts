import type { ThrottleSettings } from '#core/plans/schema.ts';

/** Decides whether a request fits into a throttle. */
export type ThrottleGate = {
  /** The bucket of a name. */
  bucket(name: string): number;
  /**
   * Takes a token if there is one; a promise while the node asks the fleet's store for more.
   * @param nowMs `performance.now()` of this thread
   */
  take(bucket: number, throttle: ThrottleSettings, nowMs: number): boolean | Promise<boolean>;
  /** Gives back a token that was taken for a request that another limit refused. */
  giveBack(bucket: number): void;
};
