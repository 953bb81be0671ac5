import { MappingError } from './value.ts';
import type { Charge } from './value.ts';

/** How much work one rendering may do. */
export type Budget = {
  /** Steps: about one per node, method call and 64 characters handled. */
  steps: number;
  /** Size of the output in UTF-8 bytes. */
  outputBytes: number;
  /** Nesting of macros, blocks and values. */
  depth: number;
  /** Iterations of one #foreach. AWS API Gateway stops at 1,000. */
  foreachIterations: number;
  /** Where there is a clock: time from the first step to the last. */
  timeMs: number;
};

/** A monotonic clock in ms, which the caller has. */
export type Clock = () => number;

export const defaultBudget: Budget = {
  steps: 500_000,
  outputBytes: 10 * 1024 * 1024,
  depth: 100,
  foreachIterations: 1000,
  timeMs: 2_000,
};

/** Steps between two looks at the clock. */
const clockInterval = 4_096;

/** Counts the work of one rendering against its budget. */
export class Meter {
  readonly budget: Budget;
  private steps = 0;
  private depth = 0;
  private readonly now: Clock | null;
  private readonly deadlineMs: number;
  private nextLook = clockInterval;

  constructor(budget: Budget, now: Clock | null = null) {
    this.budget = budget;
    this.now = now;
    this.deadlineMs = now ? now() + budget.timeMs : Infinity;
  }

  /** Charges steps. */
  readonly charge: Charge = (steps) => {
    this.steps += steps;
    if (this.steps > this.budget.steps)
      throw new MappingError('BUDGET_EXCEEDED', 'The template does more work than allowed.');
    if (this.steps < this.nextLook) return;
    this.nextLook = this.steps + clockInterval;
    if (this.now && this.now() > this.deadlineMs)
      throw new MappingError('BUDGET_EXCEEDED', 'The template takes longer than allowed.');
  };

  /** Charges for handling a text of this many characters. */
  chargeText(length: number): void {
    this.charge(1 + Math.floor(length / 64));
  }

  enter(): void {
    this.depth += 1;
    if (this.depth > this.budget.depth)
      throw new MappingError('BUDGET_EXCEEDED', 'Macros, blocks or values are nested too deeply.');
  }

  leave(): void {
    this.depth -= 1;
  }
}
